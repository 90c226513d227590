package dev.vespula.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One option of a command: its description and, once a command line was read, the values given for it.
 *
 * <p>Commands declare their options once as these objects. {@link ArgumentReader} fills them on the usual path and
 * {@link PicocliReader} wherever help or an explanation is wanted, so both see the same options.
 */
final class Option {
    /** A year: what is longer is no limit. */
    private static final double MOST_MILLIS = 365.0 * 24 * 3600 * 1000;

    private final String name;
    private final String label;
    private final String description;
    private String shortName;
    private boolean repeatable;
    private boolean given;
    private List<String> values = List.of();

    private Option(String name, String label, String description) {
        this.name = name;
        this.label = label;
        this.description = description;
    }

    /** An option without a value. */
    static Option flag(String name, String description) {
        return new Option(name, null, description);
    }

    /** An option with one value, shown as {@code label} in the help. */
    static Option value(String name, String label, String description) {
        return new Option(name, label, description);
    }

    /** Gives the option a second, short name such as {@code -o}. */
    Option orShort(String shortName) {
        this.shortName = shortName;
        return this;
    }

    /** Lets the option be given several times; the values keep their order. */
    Option repeatable() {
        repeatable = true;
        return this;
    }

    String name() {
        return name;
    }

    /** All names, the short one first. */
    List<String> names() {
        return shortName == null ? List.of(name) : List.of(shortName, name);
    }

    boolean isNamed(String text) {
        return name.equals(text) || text.equals(shortName);
    }

    /** The name of the value in the help, or null for a flag. */
    String label() {
        return label;
    }

    String description() {
        return description;
    }

    boolean isFlag() {
        return label == null;
    }

    boolean isRepeatable() {
        return repeatable;
    }

    /** Notes that the option was given, with its value unless it is a flag. */
    void give(String value) {
        given = true;
        if (label != null) {
            if (values.isEmpty()) {
                values = new ArrayList<>();
            }
            values.add(value);
        }
    }

    /** Notes that the option was given as another one was. */
    void giveAll(Option other) {
        if (isFlag()) {
            give(null);
        }
        other.values().forEach(this::give);
    }

    /** Forgets what was given. */
    void clear() {
        given = false;
        values = List.of();
    }

    boolean isGiven() {
        return given;
    }

    /** All values given, in order. */
    List<String> values() {
        return values;
    }

    /** The value given, or null when there is none. */
    String value() {
        return values.isEmpty() ? null : values.get(0);
    }

    /**
     * The value as a number of bytes: decimal digits, optionally followed by {@code K}, {@code M} or {@code G} for
     * powers of 1,024.
     *
     * @throws UsageException if the value is anything else or does not fit a {@code long}
     */
    long bytes() {
        String text = value();
        int digits = text.length();
        int shift = 0;
        if (digits > 0) {
            shift = switch (text.charAt(digits - 1)) {
                case 'K', 'k' -> 10;
                case 'M', 'm' -> 20;
                case 'G', 'g' -> 30;
                default -> 0;
            };
            digits -= shift == 0 ? 0 : 1;
        }
        long number = parseNatural(text.substring(0, digits), "a number of bytes such as 65536, 64K or 2G");
        if (number > Long.MAX_VALUE >> shift) {
            throw badValue("a number of bytes such as 65536, 64K or 2G");
        }
        return number << shift;
    }

    /**
     * The value as a whole number that is not negative.
     *
     * @throws UsageException if it is anything else or does not fit a {@code long}
     */
    long number() {
        return parseNatural(value(), "a whole number");
    }

    /**
     * The value in seconds as nanoseconds; fractions are allowed.
     *
     * @throws UsageException if it is not a positive number of seconds
     */
    long secondsAsNanos() {
        double seconds;
        try {
            seconds = Double.parseDouble(value());
        } catch (NumberFormatException e) {
            throw badValue("a number of seconds");
        }
        if (!(seconds > 0) || seconds > Long.MAX_VALUE / 1e9) {
            throw badValue("a positive number of seconds");
        }
        return Math.max(1, (long) (seconds * 1e9));
    }

    /**
     * The value as a time: a number, of seconds or with the unit {@code ms}, {@code s}, {@code m} or {@code h}; fractions are allowed.
     *
     * @throws UsageException if it is anything else, shorter than a millisecond or longer than a year
     */
    Duration duration() {
        String text = value();
        int digits = text.length();
        while (digits > 0 && Character.isLetter(text.charAt(digits - 1))) {
            digits--;
        }
        double millis = switch (text.substring(digits)) {
            case "ms" -> 1;
            case "s", "" -> 1e3;
            case "m" -> 60e3;
            case "h" -> 3600e3;
            default -> Double.NaN;
        };
        try {
            millis *= Double.parseDouble(text.substring(0, digits));
        } catch (NumberFormatException e) {
            millis = Double.NaN;
        }
        if (!(millis >= 1 && millis <= MOST_MILLIS)) {
            throw badValue("a time such as 5s, 500ms or 2m");
        }
        return Duration.ofMillis((long) millis);
    }

    /** The error that says what the value should have been. */
    UsageException badValue(String expected) {
        return new UsageException(name + " takes " + expected + ", not '" + value() + "'");
    }

    private long parseNatural(String digits, String expected) {
        try {
            long number = Long.parseLong(digits);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, together with negative numbers.
        }
        throw badValue(expected);
    }
}
