package dev.vespula.bindings.internal.source;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A documentation comment.
 *
 * @param lines as they stand in the comment
 */
public record DocComment(List<String> lines) {
    public static final DocComment NONE = new DocComment(List.of());

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    /** What has nothing in it that Javadoc or the compiler would take for its own. */
    private static final Pattern PLAIN_CODE = Pattern.compile("(?!.*\\*/)[^{}@\\\\]+");

    /** Lines of our own, in which Javadoc means what it says. */
    public static DocComment of(String... lines) {
        return new DocComment(List.of(lines));
    }

    /** A text of somebody else, such as the documentation of WIT: plain, with empty lines between paragraphs. */
    public static DocComment ofText(String text) {
        List<String> lines = new ArrayList<>();
        boolean isBetween = false;
        for (String line : text.strip().split("\\R")) {
            if (line.isBlank()) {
                isBetween = !lines.isEmpty();
            } else {
                if (isBetween) {
                    lines.add("");
                }
                lines.add((isBetween ? "<p>" : "") + escaped(line.stripTrailing()));
                isBetween = false;
            }
        }
        return new DocComment(List.copyOf(lines));
    }

    /** A name that a stranger chose, as code within a comment. */
    public static String code(String name) {
        return PLAIN_CODE.matcher(name).matches() ? "{@code " + escapedUnicode(name) + "}" : "<code>" + plain(name) + "</code>";
    }

    private static String escaped(String line) {
        StringBuilder out = new StringBuilder();
        Matcher code = CODE.matcher(line);
        int end = 0;
        while (code.find()) {
            out.append(plain(line.substring(end, code.start()))).append(code(code.group(1)));
            end = code.end();
        }
        return out.append(plain(line.substring(end))).toString();
    }

    private static String plain(String text) {
        return escapedUnicode(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("@", "&#64;")
                .replace(
                        "{", "&#123;").replace("}", "&#125;").replace("*/", "*&#47;").replace("\\", "&#92;"));
    }

    /** Without characters that a reader of the source would not see: they could hide what follows. */
    private static String escapedUnicode(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            boolean isSeen = switch (Character.getType(c)) {
                case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                        Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE -> false;
                default -> true;
            };
            out.appendCodePoint(isSeen ? c : c == '\t' ? ' ' : '?');
        });
        return out.toString();
    }

    /** The same with a line at the end, behind an empty one if it is the first of the tags. */
    public DocComment withTag(String line) {
        List<String> all = new ArrayList<>(lines);
        if (!all.isEmpty() && lines.stream().noneMatch(each -> each.startsWith("@"))) {
            all.add("");
        }
        all.add(line);
        return new DocComment(List.copyOf(all));
    }

    public boolean isEmpty() {
        return lines.isEmpty();
    }
}
