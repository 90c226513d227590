package dev.vespula.text.parser;

import dev.vespula.internal.binary.Opcode;
import dev.vespula.text.syntax.Bytes;

/** Width of the addresses of a memory or table. */
enum AddressType {
    I32("i32", Opcode.I32_CONST), I64("i64", Opcode.I64_CONST);

    private final String constantType;
    private final Opcode constant;

    AddressType(String constantType, Opcode constant) {
        this.constantType = constantType;
        this.constant = constant;
    }

    String constantType() {
        return constantType;
    }

    /** The constant expression of offset zero. */
    void writeZero(Bytes out) {
        out.put(constant.code()).s64(0).put(Opcode.END.code());
    }
}
