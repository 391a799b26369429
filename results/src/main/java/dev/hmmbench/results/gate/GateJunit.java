package dev.hmmbench.results.gate;

import java.io.StringWriter;
import java.util.Set;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes what the gate decided as JUnit XML: one test case per check, for any CI to show. */
public final class GateJunit {

    private static final Set<Status> ERRORS = Set.of(Status.MISSING, Status.INVALID);
    private static final Set<Status> SKIPPED = Set.of(Status.QUARANTINED, Status.NEW,
            Status.UNDECIDED, Status.ADVISORY);

    private final GateResult result;
    private final XMLStreamWriter xml;

    private GateJunit(GateResult result, XMLStreamWriter xml) {
        this.result = result;
        this.xml = xml;
    }

    /** Returns the XML; lines end with a line feed. */
    public static String of(GateResult result) {
        StringWriter out = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(out);
            new GateJunit(result, xml).write();
            xml.close();
        } catch (XMLStreamException e) {
            throw new AssertionError("a text cannot fail to be written", e);
        }
        return out.toString();
    }

    private void write() throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        line();
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", "hmmbench gate");
        xml.writeAttribute("tests", String.valueOf(result.checks().size()));
        xml.writeAttribute("failures", count(result.checks().stream()
                .filter(check -> check.status().isRegression()).count()));
        xml.writeAttribute("errors", count(result.checks().stream()
                .filter(check -> ERRORS.contains(check.status())).count()));
        xml.writeAttribute("skipped", count(result.checks().stream()
                .filter(check -> SKIPPED.contains(check.status())).count()));
        line();
        for (GateCheck check : result.checks()) {
            write(check);
        }
        xml.writeStartElement("system-out");
        xml.writeCharacters(clean(GateText.of(result)));
        xml.writeEndElement();
        line();
        xml.writeEndElement();
        line();
        xml.writeEndDocument();
    }

    private void write(GateCheck check) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", check.tier() + "." + check.tier().label());
        xml.writeAttribute("name", clean(GateText.subject(check)));
        if (check.status().isRegression()) {
            outcome("failure", check);
        } else if (ERRORS.contains(check.status())) {
            outcome("error", check);
        } else if (SKIPPED.contains(check.status())) {
            outcome("skipped", check);
        }
        xml.writeEndElement();
        line();
    }

    private void outcome(String element, GateCheck check) throws XMLStreamException {
        xml.writeEmptyElement(element);
        xml.writeAttribute("message", clean(check.status().label() + ": " + check.text()));
    }

    private void line() throws XMLStreamException {
        xml.writeCharacters("\n");
    }

    private static String count(long count) {
        return String.valueOf(count);
    }

    /** XML 1.0 knows no control characters but tab and line ends. */
    private static String clean(String text) {
        return text.replaceAll("[^\\t\\n\\r\\x20-\\uFFFD\\x{10000}-\\x{10FFFF}]", "?");
    }
}
