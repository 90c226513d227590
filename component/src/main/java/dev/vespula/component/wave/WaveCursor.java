package dev.vespula.component.wave;

import dev.vespula.internal.names.PrintableName;

/** A place in a text, and the marks and words that are read there. */
final class WaveCursor {
    /** So much of a long line is shown around a place. */
    private static final int SHOWN = 60;

    private final String text;
    private int position;

    WaveCursor(String text) {
        this.text = text;
    }

    int position() {
        return position;
    }

    void skipTo(int place) {
        position = place;
    }

    /** Whether there is more text. */
    boolean hasMore() {
        return position < text.length();
    }

    /** The next character, without anything before it passed over; 0 at the end. */
    char peekHere() {
        return hasMore() ? text.charAt(position) : 0;
    }

    /** The next code point. */
    int nextCodePoint() {
        int code = text.codePointAt(position);
        position += Character.charCount(code);
        return code;
    }

    /** Where the line of a place begins. */
    int lineStart(int place) {
        return text.lastIndexOf('\n', place - 1) + 1;
    }

    String text(int from, int to) {
        return text.substring(from, to);
    }

    boolean startsWith(String mark) {
        return text.startsWith(mark, position);
    }

    /** The first character of the next token, 0 at the end. */
    char peek() {
        skipBlanks();
        return peekHere();
    }

    /** Whether the next token is a mark, which is taken then. */
    boolean take(char mark) {
        if (peek() != mark || !hasMore()) {
            return false;
        }
        position++;
        return true;
    }

    void expect(char mark, String what) {
        if (!take(mark)) {
            throw unexpected("`" + mark + "` " + what);
        }
    }

    void expectEnd() {
        skipBlanks();
        if (hasMore()) {
            throw wrong("there is more text behind the value");
        }
    }

    /** Elements between two marks, with commas between them and perhaps behind the last. */
    void list(char open, char close, Runnable element) {
        expect(open, "at the beginning");
        while (!take(close)) {
            element.run();
            if (!take(',')) {
                expect(close, "or `,`");
                return;
            }
        }
    }

    /** The next word, empty if there is none: letters, digits and dashes, with a {@code %} in front perhaps. */
    String peekWord() {
        skipBlanks();
        int end = position;
        if (end < text.length() && text.charAt(end) == '%') {
            end++;
        }
        while (end < text.length() && isOfWord(text.charAt(end))) {
            end++;
        }
        return text.substring(position, end);
    }

    /** Takes a word that was looked at. */
    void takeWord(String word) {
        position += word.length();
    }

    /** A name, without the {@code %} that may stand in front. */
    String name(String what) {
        String word = peekWord();
        String name = word.startsWith("%") ? word.substring(1) : word;
        if (name.isEmpty() || !isLetter(name.charAt(0))) {
            throw unexpected(what);
        }
        takeWord(word);
        return name;
    }

    /** The characters of a number, which may not be one. */
    String number() {
        skipBlanks();
        int start = position;
        while (hasMore() && (isOfWord(peekHere()) || peekHere() == '.' || peekHere() == '+')) {
            position++;
        }
        return text.substring(start, position);
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isOfWord(char c) {
        return isLetter(c) || c >= '0' && c <= '9' || c == '-';
    }

    private void skipBlanks() {
        while (hasMore()) {
            char c = peekHere();
            if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
                position++;
            } else if (startsWith("//")) {
                int end = text.indexOf('\n', position);
                position = end < 0 ? text.length() : end;
            } else {
                return;
            }
        }
    }

    /** Here is something else than what is wanted. */
    WaveException unexpected(String wanted) {
        skipBlanks();
        if (!hasMore()) {
            return wrong(wanted + " expected, but the text ends");
        }
        String word = peekWord();
        String found = word.isEmpty() ? Character.toString(text.codePointAt(position)) : word;
        return wrong(wanted + " expected, found `" + PrintableName.of(found) + "`");
    }

    /** Something is wrong here. */
    WaveException wrong(String reason) {
        return wrong(reason, position);
    }

    /** Something is wrong at a place. */
    WaveException wrong(String reason, int place) {
        int start = lineStart(place);
        int end = text.indexOf('\n', place);
        int line = (int) text.substring(0, start).chars().filter(c -> c == '\n').count() + 1;
        int column = place - start + 1;
        String before = shown(text.substring(Math.max(start, place - SHOWN), place));
        String behind = shown(text.substring(place, Math.min(end < 0 ? text.length() : end, place + SHOWN)));
        String message = line + ":" + column + ": " + reason + "\n  " + before + behind + "\n  " + " ".repeat(before.length())
                + "^";
        return new WaveException(reason, message, line, column);
    }

    private static String shown(String part) {
        return PrintableName.escaped(part.replace('\t', ' ').replace("\r", ""));
    }
}
