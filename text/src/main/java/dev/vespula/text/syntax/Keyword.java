package dev.vespula.text.syntax;

import java.util.Locale;

/** The words of the text format and of scripts that are not instructions. */
public enum Keyword {
    MODULE, DEFINITION, INSTANCE, BINARY, QUOTE,
    TYPE, REC, SUB, FINAL, FUNC, STRUCT, ARRAY, CONT, FIELD, MUT, PARAM, RESULT, LOCAL,
    TABLE, MEMORY, GLOBAL, TAG, IMPORT, EXPORT, START, ELEM, DATA, OFFSET, ITEM, DECLARE, SHARED, PAGESIZE,
    CODE, DATACOUNT, BEFORE, AFTER, FIRST, LAST,
    THEN, DO, CATCH_REF, CATCH_ALL_REF, ON,
    I8, I16, I32, I64, F32, F64, V128,
    EXACT, DESCRIBES, DESCRIPTOR,
    REF, NULL, EXTERN, ANY, EQ, I31, EXN, NONE, NOFUNC, NOEXTERN, NOEXN, NOCONT,
    FUNCREF, EXTERNREF, ANYREF, EQREF, I31REF, STRUCTREF, ARRAYREF, EXNREF,
    NULLREF, NULLFUNCREF, NULLEXTERNREF, NULLEXNREF, CONTREF, NULLCONTREF,
    I8X16, I16X8, I32X4, I64X2, F32X4, F64X2,
    INF, NAN, NAN_CANONICAL("nan:canonical"), NAN_ARITHMETIC("nan:arithmetic"),
    REGISTER, INVOKE, GET, EITHER, THREAD, WAIT,
    ASSERT_RETURN, ASSERT_TRAP, ASSERT_EXHAUSTION, ASSERT_EXCEPTION, ASSERT_SUSPENSION, ASSERT_INVALID, ASSERT_MALFORMED,
    ASSERT_INVALID_CUSTOM, ASSERT_MALFORMED_CUSTOM, ASSERT_UNLINKABLE, ASSERT_UNINSTANTIABLE,
    REF_EXTERN("ref.extern"), REF_HOST("ref.host"), REF_STRUCT("ref.struct"), REF_ARRAY("ref.array");

    private final String word;

    Keyword() {
        word = name().toLowerCase(Locale.ROOT);
    }

    Keyword(String word) {
        this.word = word;
    }

    /** The keyword whose word has only letters and digits. */
    static Keyword of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** As it stands in texts. */
    public String word() {
        return word;
    }
}
