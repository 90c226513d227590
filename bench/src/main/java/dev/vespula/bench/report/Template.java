package dev.vespula.bench.report;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text with places to fill, each a word and its arguments: {@code {{ratio|execution|v8|vespula}}}. */
final class Template {
    private static final Pattern PLACE = Pattern.compile("\\{\\{([^{}]*)}}");

    private final String text;

    Template(String text) {
        this.text = text;
    }

    /**
     * The text with every place filled.
     *
     * @param filling gives the text for a place, of which it gets the word and the arguments
     * @throws IllegalArgumentException if a brace has no partner
     */
    String fill(Function<List<String>, String> filling) {
        Matcher matcher = PLACE.matcher(text);
        StringBuilder filled = new StringBuilder();
        int end = 0;
        while (matcher.find()) {
            filled.append(checked(text.substring(end, matcher.start())));
            filled.append(filling.apply(List.of(matcher.group(1).trim().split("\\s*\\|\\s*"))));
            end = matcher.end();
        }
        return filled.append(checked(text.substring(end))).toString();
    }

    private static String checked(String plain) {
        if (plain.contains("{{") || plain.contains("}}")) {
            throw new IllegalArgumentException("a place without an end: " + plain.strip().lines().findFirst().orElse(""));
        }
        return plain;
    }
}
