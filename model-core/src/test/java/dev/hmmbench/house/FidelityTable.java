package dev.hmmbench.house;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** The fidelity table of {@code docs/model.md}, read from what the sources say of themselves. */
final class FidelityTable {

    private static final Pattern STATEMENT = Pattern.compile(
            "Models (?<source>.*?)[.:;] (?:.*? )??Fidelity: "
                    + "(?<fidelity>(?:modelled|simplified|stubbed)\\b.*)");
    private static final Pattern TAGS = Pattern.compile("\\{@\\w+ ([^}]*)}");

    private final List<Row> rows = new ArrayList<>();
    private final List<String> unclear = new ArrayList<>();

    private FidelityTable() {}

    /** One thing that is modelled. */
    private record Row(String source, String fidelity, String where) {}

    /** Reads the Javadoc of every type, method and constant. */
    static FidelityTable read(Collection<Path> sources) throws IOException {
        FidelityTable table = new FidelityTable();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager =
                compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of(), null,
                    manager.getJavaFileObjects(sources.toArray(Path[]::new)));
            DocTrees docs = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                table.new Comments(docs).scan(new TreePath(unit), null);
            }
        }
        return table;
    }

    /** Returns where a source says what it models and not how faithfully. */
    List<String> unclear() {
        return unclear;
    }

    /** Returns the table as Markdown, sorted by kernel source. */
    String markdown() {
        return rows.stream()
                .sorted(Comparator.comparing(Row::source).thenComparing(Row::where))
                .map(row -> "| " + row.source() + " | " + row.fidelity() + " | `" + row.where()
                        + "` |\n")
                .collect(Collectors.joining("",
                        "| Kernel source and version | Fidelity | Here |\n|---|---|---|\n", ""));
    }

    private void add(String comment, String where) {
        String plain = comment.split("\\n\\s*@\\w+")[0];
        for (String paragraph : plain.split("<p>|\\n\\s*\\n|<pre>")) {
            String text = TAGS.matcher(paragraph).replaceAll("$1")
                    .replaceAll("<[^>]*>", "").replaceAll("\\s+", " ").strip();
            int start = text.indexOf("Models ");
            if (start < 0 || !text.substring(start).matches("Models .*[,/].*\\d\\.\\d.*|"
                    + ".*Fidelity:.*")) {
                continue;
            }
            Matcher found = STATEMENT.matcher(text.substring(start));
            if (found.find()) {
                rows.add(new Row(cell(found.group("source")),
                        cell(firstSentence(found.group("fidelity"))), where));
            } else {
                unclear.add(where + ": " + text.substring(start));
            }
        }
    }

    private static String firstSentence(String text) {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == '.' && depth <= 0 && (i + 1 == text.length() || text.charAt(i + 1) == ' ')) {
                return text.substring(0, i);
            }
        }
        return text;
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("*", "\\*");
    }

    private final class Comments extends TreePathScanner<Void, Void> {

        private final DocTrees docs;
        private String type = "";

        Comments(DocTrees docs) {
            this.docs = docs;
        }

        @Override
        public Void visitClass(ClassTree tree, Void nothing) {
            String outer = type;
            type = outer.isEmpty() ? tree.getSimpleName().toString()
                    : outer + "." + tree.getSimpleName();
            comment(type);
            super.visitClass(tree, nothing);
            type = outer;
            return null;
        }

        @Override
        public Void visitMethod(MethodTree tree, Void nothing) {
            comment(type + "." + tree.getName() + "()");
            return super.visitMethod(tree, nothing);
        }

        @Override
        public Void visitVariable(VariableTree tree, Void nothing) {
            if (getCurrentPath().getParentPath().getLeaf().getKind() != Tree.Kind.METHOD) {
                comment(type + "." + tree.getName());
            }
            return super.visitVariable(tree, nothing);
        }

        private void comment(String where) {
            @Nullable String text = docs.getDocComment(getCurrentPath());
            if (text != null) {
                add(text, where);
            }
        }
    }
}
