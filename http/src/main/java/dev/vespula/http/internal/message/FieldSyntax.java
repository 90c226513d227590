package dev.vespula.http.internal.message;

import java.util.BitSet;
import java.util.Locale;
import java.util.Set;

/** Which characters names, values, methods, authorities and paths may have, and which fields are the host's. */
public final class FieldSyntax {
    /** Fields that concern a connection and not a message. */
    private static final Set<String> CONNECTION = Set.of("connection", "keep-alive", "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection", "transfer-encoding", "upgrade", "host", "http2-settings");
    private static final BitSet TOKEN = new BitSet();
    private static final int MOST_DIGITS = 18;

    static {
        TOKEN.set('0', '9' + 1);
        TOKEN.set('A', 'Z' + 1);
        TOKEN.set('a', 'z' + 1);
        "!#$%&'*+-.^_`|~".chars().forEach(TOKEN::set);
    }

    private FieldSyntax() {}

    /** Whether it is a name of a field, or of a method. */
    public static boolean isToken(String text) {
        return !text.isEmpty() && text.chars().allMatch(TOKEN::get);
    }

    /** Whether bytes are a value: visible, blanks and tabs. */
    public static boolean isValue(byte[] bytes) {
        for (byte each : bytes) {
            if (!isOfValue(each & 0xff)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a text with a character for each byte is a value. */
    public static boolean isValue(String text) {
        return text.chars().allMatch(each -> each <= 0xff && isOfValue(each));
    }

    private static boolean isOfValue(int each) {
        return each >= ' ' && each != 0x7f || each == '\t';
    }

    /** Whether a field concerns the connection, so that guests neither set nor see it. */
    public static boolean isForbidden(String name) {
        return CONNECTION.contains(name.toLowerCase(Locale.ROOT));
    }

    /** The number that a {@code content-length} says; -1 if it is none. */
    public static long length(String text) {
        boolean isNumber = !text.isEmpty() && text.length() <= MOST_DIGITS && text.chars().allMatch(
                each -> each >= '0' && each <= '9');
        return isNumber ? Long.parseLong(text) : -1;
    }

    /** Whether it is a path with a query, or {@code *}. */
    public static boolean isPath(String text) {
        return (text.startsWith("/") || text.startsWith("?") || text.equals("*")) && text.chars().allMatch(
                each -> each > ' ' && each < 0x7f && each != '#');
    }

    /** Whether it is a host with perhaps a port. */
    public static boolean isAuthority(String text) {
        return Authority.parse(text) != null;
    }
}
