package dev.vespula.component.internal.names;

import dev.vespula.component.wit.SemanticVersion;
import dev.vespula.internal.names.PrintableName;

/** Reads a version of Semantic Versioning 2.0. */
public final class VersionParser {
    private static final String MAJOR = "major version number";
    private static final String MINOR = "minor version number";
    private static final String PATCH = "patch version number";
    private static final String PRE_RELEASE = "pre-release identifier";
    private static final String BUILD = "build metadata";

    private final String text;
    private int position;

    private VersionParser(String text) {
        this.text = text;
    }

    /** The version that all of a text is. */
    public static SemanticVersion parse(String text) throws NameException {
        return new VersionParser(text).parse();
    }

    private SemanticVersion parse() throws NameException {
        if (text.isEmpty()) {
            throw new NameException("empty string, expected a semver version");
        }
        long major = readNumber(MAJOR);
        readDot(MAJOR);
        long minor = readNumber(MINOR);
        readDot(MINOR);
        long patch = readNumber(PATCH);
        String preRelease = take('-') ? readSegments(PRE_RELEASE) : "";
        String build = take('+') ? readSegments(BUILD) : "";
        if (position < text.length()) {
            String last = !build.isEmpty() ? BUILD : preRelease.isEmpty() ? PATCH : PRE_RELEASE;
            throw new NameException("unexpected character " + character() + " after " + last);
        }
        return new SemanticVersion(major, minor, patch, preRelease, build);
    }

    private long readNumber(String what) throws NameException {
        int from = position;
        while (position < text.length() && isDigit(text.charAt(position))) {
            position++;
        }
        if (position == from) {
            throw position == text.length()
                    ? new NameException("unexpected end of input while parsing " + what)
                    : new NameException("unexpected character " + character() + " while parsing " + what);
        }
        String digits = text.substring(from, position);
        checkNumber(digits, what);
        try {
            return Long.parseUnsignedLong(digits);
        } catch (NumberFormatException tooLarge) {
            throw new NameException("value of " + what + " exceeds 2^64-1");
        }
    }

    private void readDot(String before) throws NameException {
        if (!take('.')) {
            throw position == text.length()
                    ? new NameException("unexpected end of input while parsing " + before)
                    : new NameException("unexpected character " + character() + " after " + before);
        }
    }

    /** Identifiers with dots between them. */
    private String readSegments(String what) throws NameException {
        int from = position;
        do {
            int start = position;
            while (position < text.length() && isIdentifier(text.charAt(position))) {
                position++;
            }
            String segment = text.substring(start, position);
            if (segment.isEmpty()) {
                throw new NameException("empty identifier segment in " + what);
            }
            if (what.equals(PRE_RELEASE) && isNumber(segment)) {
                checkNumber(segment, what);
            }
        } while (take('.'));
        return text.substring(from, position);
    }

    private static void checkNumber(String digits, String what) throws NameException {
        if (digits.length() > 1 && digits.charAt(0) == '0') {
            throw new NameException("invalid leading zero in " + what);
        }
    }

    private boolean take(char c) {
        if (position < text.length() && text.charAt(position) == c) {
            position++;
            return true;
        }
        return false;
    }

    private String character() {
        return "'" + PrintableName.escaped(Character.toString(text.codePointAt(position))) + "'";
    }

    private static boolean isNumber(String segment) {
        return !segment.isEmpty() && segment.chars().allMatch(c -> isDigit((char) c));
    }

    private static boolean isIdentifier(char c) {
        return isDigit(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '-';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
