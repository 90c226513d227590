package dev.vespula.types;

import java.util.Locale;

/** The heap types that WebAssembly itself defines. */
public enum AbstractHeapType implements HeapType {
    FUNC("funcref"),
    EXTERN("externref"),
    ANY("anyref"),
    EQ("eqref"),
    I31("i31ref"),
    STRUCT("structref"),
    ARRAY("arrayref"),
    EXN("exnref"),
    NONE("nullref"),
    NOFUNC("nullfuncref"),
    NOEXTERN("nullexternref"),
    NOEXN("nullexnref"),
    CONT("contref"),
    NOCONT("nullcontref");

    private final String nullableName;

    AbstractHeapType(String nullableName) {
        this.nullableName = nullableName;
    }

    /** The text format's short name of the nullable reference to this type, such as {@code funcref}. */
    public String nullableName() {
        return nullableName;
    }

    /** The name in the text format. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
