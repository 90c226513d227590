package dev.vespula.udf.internal.clickhouse;

import dev.vespula.udf.FlatType;
import dev.vespula.udf.UdfErrorKind;
import dev.vespula.udf.internal.task.GuestFault;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers, dates and times as text: those of ClickHouse's types Bool, Int8 to UInt64, Float32, Float64, Date32 and DateTime64(6, 'UTC'). */
final class ValueText {
    /** Longer text is no value: the longest double that is written without an exponent has 1,100 characters. */
    static final int MAX_LENGTH = 2048;

    private static final long MICROS = 1_000_000;
    /** Years that Date32 and DateTime64 have. */
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2299;
    /** Exponents between which numbers are written without one. */
    private static final int LOW = -6;
    private static final int HIGH = 20;
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(?:\\d++\\.?\\d*+|\\.\\d++)(?:[eE][+-]?\\d++)?");
    private static final Pattern DATE = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})");
    private static final Pattern TIME = Pattern.compile(DATE + "[ T](\\d{2}):(\\d{2}):(\\d{2})(?:\\.(\\d{1,9}))?");

    private ValueText() {}

    /** The text of a value. */
    static String write(FlatType type, long bits) {
        return switch (type) {
            case BOOLEAN -> bits != 0 ? "true" : "false";
            case UINT32 -> Long.toString(bits & 0xffff_ffffL);
            case UINT64 -> Long.toUnsignedString(bits);
            case FLOAT32 -> decimal(Float.intBitsToFloat((int) bits), Float.toString(Float.intBitsToFloat((int) bits)));
            case FLOAT64 -> decimal(Double.longBitsToDouble(bits), Double.toString(Double.longBitsToDouble(bits)));
            case DATE32 -> known(LocalDate.ofEpochDay(bits)).toString();
            case TIMESTAMP -> time(bits);
            default -> Long.toString(bits);
        };
    }

    private static String decimal(double value, String shortest) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value < 0 ? "-inf" : "inf";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        BigDecimal digits = new BigDecimal(shortest).stripTrailingZeros();
        int exponent = digits.precision() - digits.scale() - 1;
        if (exponent >= LOW && exponent <= HIGH) {
            return digits.toPlainString();
        }
        return digits.scaleByPowerOfTen(-exponent).toPlainString() + "e" + exponent;
    }

    private static LocalDate known(LocalDate date) {
        if (date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR) {
            throw new GuestFault(UdfErrorKind.LIMIT, "cannot be told of " + date + ": dates and times are of the years "
                    + FIRST_YEAR + " to " + LAST_YEAR + " in ClickHouse's text");
        }
        return date;
    }

    private static String time(long micros) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(Math.floorDiv(micros, MICROS), 0, ZoneOffset.UTC);
        return String.format(Locale.ROOT, "%s %02d:%02d:%02d.%06d", known(time.toLocalDate()), time.getHour(), time.getMinute(),
                time.getSecond(), Math.floorMod(micros, MICROS));
    }

    /**
     * The bits of a value.
     *
     * @throws IllegalArgumentException if the text is none
     */
    static long read(FlatType type, String text) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("too long");
        }
        return switch (type) {
            case BOOLEAN -> truth(text);
            case FLOAT32 -> Float.floatToRawIntBits(isDecimal(text) ? Float.parseFloat(text) : (float) word(text));
            case FLOAT64 -> Double.doubleToRawLongBits(isDecimal(text) ? Double.parseDouble(text) : word(text));
            case DATE32 -> date(text);
            case TIMESTAMP -> timestamp(text);
            case UINT64 -> Long.parseUnsignedLong(text);
            default -> integer(type, text);
        };
    }

    private static long integer(FlatType type, String text) {
        long value = Long.parseLong(text);
        if (!IntegerRange.contains(type, value)) {
            throw new IllegalArgumentException("beyond the range");
        }
        return value;
    }

    private static long truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "t", "yes", "y", "on", "enable", "enabled", "1" -> 1;
            case "false", "f", "no", "n", "off", "disable", "disabled", "0" -> 0;
            default -> throw new IllegalArgumentException("neither true nor false");
        };
    }

    private static boolean isDecimal(String text) {
        return DECIMAL.matcher(text).matches();
    }

    private static double word(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "nan", "+nan", "-nan" -> Double.NaN;
            case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw new IllegalArgumentException("no number");
        };
    }

    private static long date(String text) {
        Matcher match = DATE.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("no date");
        }
        return day(match);
    }

    private static long day(Matcher match) {
        try {
            int year = Integer.parseInt(match.group(1));
            int month = Integer.parseInt(match.group(2));
            return LocalDate.of(year, month, Integer.parseInt(match.group(3))).toEpochDay();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("no date", e);
        }
    }

    private static long timestamp(String text) {
        Matcher match = TIME.matcher(text);
        if (!match.matches()) {
            // A date alone is its midnight.
            return date(text) * 86_400 * MICROS;
        }
        int hour = Integer.parseInt(match.group(4));
        int minute = Integer.parseInt(match.group(5));
        int second = Integer.parseInt(match.group(6));
        if (hour > 23 || minute > 59 || second > 59) {
            throw new IllegalArgumentException("no time");
        }
        String digits = match.group(7) == null ? "" : match.group(7);
        long fraction = Long.parseLong((digits + "000000").substring(0, 6));
        return (((day(match) * 24 + hour) * 60 + minute) * 60 + second) * MICROS + fraction;
    }
}
