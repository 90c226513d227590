package dev.vespula.wasi.internal.network;

import dev.vespula.internal.names.PrintableName;
import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;

/** Names and addresses as text. */
public final class HostNames {
    private static final int LONGEST = 253;
    private static final int LONGEST_LABEL = 63;
    private static final int LONGEST_ADDRESS = 45;

    private HostNames() {}

    /**
     * The address that a text is, IPv4 with four decimal numbers or IPv6, which may be in brackets; null if it is none. Never asks a server.
     */
    public static InetAddress literal(String text) {
        boolean isBracketed = text.startsWith("[") && text.endsWith("]");
        String inner = isBracketed ? text.substring(1, text.length() - 1) : text;
        if (inner.length() > LONGEST_ADDRESS || !(inner.indexOf(':') >= 0 ? isOfHexadecimals(inner)
                : !isBracketed && isFourNumbers(inner))) {
            return null;
        }
        try {
            // In brackets it is never taken for a name.
            return InetAddress.getByName(inner.indexOf(':') >= 0 ? "[" + inner + "]" : inner);
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private static boolean isOfHexadecimals(String text) {
        return text.chars().allMatch(c -> c < 128 && Character.digit(c, 16) >= 0 || c == ':' || c == '.');
    }

    private static boolean isFourNumbers(String text) {
        String[] parts = text.split("\\.", -1);
        for (String part : parts) {
            boolean isNumber = !part.isEmpty() && part.length() <= 3 && part.chars().allMatch(c -> c >= '0' && c <= '9')
                    && (part.length() == 1 || part.charAt(0) != '0') && Integer.parseInt(part) <= 255;
            if (!isNumber) {
                return false;
            }
        }
        return parts.length == 4;
    }

    /**
     * A name as it is compared and looked up: lower case, ASCII, no dot at the end.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static String normal(String name) {
        String ascii;
        try {
            ascii = IDN.toASCII(name.endsWith(".") ? name.substring(0, name.length() - 1) : name, IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw notAName(name, e);
        }
        ascii = ascii.toLowerCase(Locale.ROOT);
        boolean isName = ascii.length() <= LONGEST;
        for (String label : ascii.split("\\.", -1)) {
            isName &= isLabel(label);
        }
        if (!isName) {
            throw notAName(name, null);
        }
        return ascii;
    }

    /** Letters, digits, hyphens within; underscores, which names of services have. */
    private static boolean isLabel(String label) {
        return !label.isEmpty() && label.length() <= LONGEST_LABEL && !label.startsWith("-") && !label.endsWith("-")
                && label.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_');
    }

    private static IllegalArgumentException notAName(String name, Exception cause) {
        return new IllegalArgumentException("neither an address nor a name of a host: " + PrintableName.quoted(name), cause);
    }
}
