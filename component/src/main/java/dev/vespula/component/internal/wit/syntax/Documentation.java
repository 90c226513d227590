package dev.vespula.component.internal.wit.syntax;

import java.util.ArrayList;
import java.util.List;

/**
 * The comments before an item as its documentation. Indentation that all of them share is taken away; a line comment
 * loses all slashes it begins with, so that an ordinary comment documents as well. This is what other tools write into
 * the JSON form, down to the blanks.
 */
final class Documentation {
    private Documentation() {}

    /** The documentation of the item that begins with a token, or null where no comment stands before it. */
    static String before(Tokens tokens, int token) {
        int start = tokens.commentsStart(token);
        int end = tokens.commentsEnd(token);
        if (start == end) {
            return null;
        }
        List<String> comments = new ArrayList<>();
        int shared = Integer.MAX_VALUE;
        for (int i = start; i < end; i++) {
            String contents = trimmedEnd(contents(tokens.comment(i)));
            comments.add(contents);
            if (!contents.isEmpty()) {
                shared = Math.min(shared, indentation(contents));
            }
        }
        String indent = shared == Integer.MAX_VALUE ? "" : " ".repeat(shared);
        StringBuilder all = new StringBuilder();
        for (String comment : comments) {
            append(all, comment.startsWith(indent) ? comment.substring(indent.length()) : comment);
        }
        int length = all.length();
        while (length > 0 && all.charAt(length - 1) == '\n') {
            length--;
        }
        return all.substring(0, length);
    }

    private static String contents(String comment) {
        if (comment.startsWith("/**")) {
            return comment.length() < 5 ? "" : comment.substring(3, comment.length() - 2);
        }
        int start = 0;
        while (start < comment.length() && comment.charAt(start) == '/') {
            start++;
        }
        return comment.substring(start);
    }

    /** The comment's lines with LF as their end. */
    private static void append(StringBuilder all, String comment) {
        if (comment.isEmpty()) {
            all.append('\n');
            return;
        }
        int at = 0;
        while (at < comment.length()) {
            int end = comment.indexOf('\n', at);
            int next = end < 0 ? comment.length() : end + 1;
            int lineEnd = end < 0 ? comment.length() : end;
            if (end > at && comment.charAt(end - 1) == '\r') {
                lineEnd--;
            }
            all.append(comment, at, lineEnd).append('\n');
            at = next;
        }
    }

    private static int indentation(String text) {
        int count = 0;
        while (count < text.length() && " \t\n\r\f".indexOf(text.charAt(count)) >= 0) {
            count++;
        }
        return count;
    }

    private static String trimmedEnd(String text) {
        int end = text.length();
        while (end > 0 && isWhiteSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }

    /** Unicode's property White_Space. */
    private static boolean isWhiteSpace(char c) {
        return c >= '\t' && c <= '\r' || c == 0x85 || Character.isSpaceChar(c);
    }
}
