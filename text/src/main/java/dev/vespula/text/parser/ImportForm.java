package dev.vespula.text.parser;

import dev.vespula.internal.binary.ExternKind;
import dev.vespula.text.syntax.Keyword;
import dev.vespula.text.syntax.TokenKind;

/** How an import field names what it imports; the last two forms are those of the proposal compact-import-section. */
enum ImportForm {
    /** {@code (import "m" "a" (func))}. */
    SINGLE,
    /** {@code (import "m" (item "a" (func)) (item "b" (global i32)))}. */
    OF_MODULE,
    /** {@code (import "m" (item "a") (item "b") (global i32))}. */
    OF_TYPE;

    /** The form of the field whose first name has been read; its first item, if it has any, decides. */
    static ImportForm at(Cursor cursor) {
        if (!cursor.isOpen(Keyword.ITEM)) {
            return SINGLE;
        }
        // A parenthesis, the word, a name, and then the next parenthesis.
        boolean isTyped = cursor.tokens().kind(cursor.position() + 3) == TokenKind.OPEN;
        return isTyped ? OF_MODULE : OF_TYPE;
    }

    /** How many items follow; the cursor stays where it is. */
    static int countItems(Cursor cursor) {
        int token = cursor.position();
        int count = 0;
        for (; cursor.isOpen(Keyword.ITEM); count++) {
            cursor.moveTo(cursor.tokens().skipGroup(cursor.position()));
        }
        cursor.moveTo(token);
        return count;
    }

    /** Numbers what a field imports and binds identifiers; the cursor is behind the word {@code import}. */
    static void scan(Cursor cursor, ModuleScope scope) {
        cursor.readName();
        switch (at(cursor)) {
            case SINGLE -> {
                cursor.readName();
                scope.of(cursor.openExtern()).define(cursor);
            }
            case OF_MODULE -> {
                while (cursor.isOpen(Keyword.ITEM)) {
                    int end = cursor.tokens().skipGroup(cursor.position());
                    cursor.takeOpen(Keyword.ITEM);
                    cursor.readName();
                    scope.of(cursor.openExtern()).define(cursor);
                    cursor.moveTo(end);
                }
            }
            case OF_TYPE -> {
                int count = countItems(cursor);
                for (int k = 0; k < count; k++) {
                    cursor.moveTo(cursor.tokens().skipGroup(cursor.position()));
                }
                ExternKind kind = cursor.openExtern();
                if (cursor.isAt(TokenKind.ID) || cursor.isAt(TokenKind.ANNOTATION)) {
                    throw cursor.error("identifier not allowed: the type is that of several imports");
                }
                scope.of(kind).add(count);
            }
        }
    }
}
