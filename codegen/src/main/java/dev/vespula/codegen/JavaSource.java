package dev.vespula.codegen;

/** Text of a Java source with indentation. */
final class JavaSource {
    private final StringBuilder out = new StringBuilder();
    private int depth;

    JavaSource(String packageName) {
        this(packageName, "the tables in src/main/ops");
    }

    /** {@code origin}: what it is generated from. */
    JavaSource(String packageName, String origin) {
        line("// Generated from " + origin + ".");
        line("package " + packageName + ";");
        line("");
    }

    JavaSource imports(String... names) {
        for (String name : names) {
            line("import " + name + ";");
        }
        line("");
        return this;
    }

    JavaSource line(String text) {
        if (!text.isEmpty()) {
            out.append("    ".repeat(depth)).append(text);
        }
        out.append('\n');
        return this;
    }

    /** Adds lines, indented by the braces that they open and close. */
    JavaSource text(String lines) {
        for (String raw : lines.isBlank() ? new String[0] : lines.strip().split("\\s*\n\\s*")) {
            depth -= raw.startsWith("}") ? 1 : 0;
            line(raw);
            depth += raw.endsWith("{") ? 1 : 0;
        }
        return this;
    }

    JavaSource open(String head) {
        line(head + " {");
        depth++;
        return this;
    }

    JavaSource close() {
        depth--;
        return line("}");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
