package dev.vespula.text.syntax;

import dev.vespula.internal.binary.ExternKind;
import dev.vespula.internal.binary.NameSection.Space;
import java.util.Locale;

/** How the text calls the kinds of imports and exports. */
public final class ExternWords {
    private ExternWords() {}

    public static String word(ExternKind kind) {
        return kind == ExternKind.FUNCTION ? "func" : kind.name().toLowerCase(Locale.ROOT);
    }

    /** The kind that a keyword names, or null; the keyword may be null. */
    public static ExternKind kind(Keyword keyword) {
        for (ExternKind kind : ExternKind.values()) {
            if (keyword != null && keyword.word().equals(word(kind))) {
                return kind;
            }
        }
        return null;
    }

    /** The index space that entries of a kind are numbered in. */
    public static Space space(ExternKind kind) {
        return Space.valueOf(kind.name());
    }
}
