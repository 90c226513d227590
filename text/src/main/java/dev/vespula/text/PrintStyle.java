package dev.vespula.text;

/** How instructions are printed. */
public enum PrintStyle {
    /** One instruction a line, in the order of the binary. */
    FLAT,
    /** Operands inside of the parentheses of the instruction that takes them, wherever the order of the binary allows. */
    FOLDED
}
