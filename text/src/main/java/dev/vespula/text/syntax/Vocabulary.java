package dev.vespula.text.syntax;

import dev.vespula.internal.binary.Opcode;

/** What each word of the language stands for, by its symbol. */
public final class Vocabulary {
    /** The annotation of branch hints, and the custom section that it stands for. */
    public static final String BRANCH_HINTS = "metadata.code.branch_hint";

    private static final Symbols SYMBOLS = new Symbols();
    private static final Keyword[] KEYWORDS;
    private static final Opcode[] OPCODES;
    private static final int NAME = SYMBOLS.intern("name");
    private static final int CUSTOM = SYMBOLS.intern("custom");
    private static final int BRANCH_HINT = SYMBOLS.intern(BRANCH_HINTS);

    static {
        int most = Keyword.values().length + Opcode.values().length + SYMBOLS.count();
        KEYWORDS = new Keyword[most];
        OPCODES = new Opcode[most];
        for (Keyword keyword : Keyword.values()) {
            KEYWORDS[SYMBOLS.intern(keyword.word())] = keyword;
        }
        for (Opcode opcode : Opcode.values()) {
            int symbol = SYMBOLS.intern(opcode.mnemonic());
            if (OPCODES[symbol] == null) {
                OPCODES[symbol] = opcode;
            }
        }
    }

    private Vocabulary() {}

    /** A fresh table that begins with the vocabulary. */
    static Symbols symbols() {
        return SYMBOLS.copy();
    }

    /** The keyword with this symbol, or null. */
    public static Keyword keyword(int symbol) {
        return symbol < KEYWORDS.length ? KEYWORDS[symbol] : null;
    }

    /** The instruction with this symbol as mnemonic (the first where two share it), or null. */
    public static Opcode opcode(int symbol) {
        return symbol < OPCODES.length ? OPCODES[symbol] : null;
    }

    static boolean isKnownAnnotation(int symbol) {
        return symbol == NAME || symbol == CUSTOM || symbol == BRANCH_HINT;
    }

    public static boolean isNameAnnotation(int symbol) {
        return symbol == NAME;
    }

    public static boolean isCustomAnnotation(int symbol) {
        return symbol == CUSTOM;
    }

    public static boolean isBranchHintAnnotation(int symbol) {
        return symbol == BRANCH_HINT;
    }
}
