package dev.vespula.http.internal.message;

/**
 * Host and port of a URI.
 *
 * @param host a name, or a number; one of IPv6 without brackets
 * @param port -1 if it is not said
 */
public record Authority(String host, int port) {
    private static final int MOST_PORT = 65_535;
    private static final int MOST_LENGTH = 1024;

    /** What a text says; null if it is no authority. Names of users are refused. */
    public static Authority parse(String text) {
        if (text.isEmpty() || text.length() > MOST_LENGTH) {
            return null;
        }
        int end;
        String host;
        if (text.charAt(0) == '[') {
            end = text.indexOf(']') + 1;
            host = end == 0 ? "" : text.substring(1, end - 1);
            if (host.indexOf(':') < 0 || !host.chars().allMatch(each -> Character.digit(each, 16) >= 0 && each < 0x7f
                    || each == ':'
                    || each == '.')) {
                return null;
            }
        } else {
            end = text.indexOf(':') < 0 ? text.length() : text.indexOf(':');
            host = text.substring(0, end);
            if (host.isEmpty() || !host.chars().allMatch(Authority::isOfName)) {
                return null;
            }
        }
        String rest = text.substring(end);
        if (rest.isEmpty() || rest.equals(":")) {
            return new Authority(host, -1);
        }
        long port = rest.charAt(0) == ':' ? FieldSyntax.length(rest.substring(1)) : -1;
        return port < 0 || port > MOST_PORT ? null : new Authority(host, (int) port);
    }

    private static boolean isOfName(int each) {
        return each < 0x7f && Character.isLetterOrDigit(each) || "-._~!$&'()*+,;=".indexOf(each) >= 0;
    }
}
