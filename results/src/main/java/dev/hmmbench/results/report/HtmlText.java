package dev.hmmbench.results.report;

/** Escapes what goes into a page. */
final class HtmlText {

    private HtmlText() {}

    /** Returns the text for element content and quoted attributes. */
    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                .replace("\"", "&quot;").replace("'", "&#39;");
    }

    /** Returns the text with parts between backticks as code, and units kept with their number. */
    static String prose(String text) {
        return escape(text).replaceAll("`([^`]*)`", "<code>$1</code>")
                .replaceAll("(\\d) (%|[KMGTP]iB|B|ns|us|ms)(?![\\w])", "$1&nbsp;$2");
    }

    /**
     * Returns JSON that may stand inside a script element: nothing in it can end the element or
     * open a comment, and it is the same JSON.
     */
    static String json(String json) {
        return json.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
                .replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
    }
}
