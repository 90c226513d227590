package dev.vespula.internal.binary;

import dev.vespula.Feature;
import java.util.ArrayList;
import java.util.List;

/** Reads constant expressions; whatever is no constant instruction is refused. */
final class ConstExpressionReader extends TypeReader {
    /** Is told the functions that expressions name, while a module is being decoded; else null. */
    private final ModuleParts parts;

    ConstExpressionReader(ModuleParts parts) {
        super(parts.bytes, 0, 0, parts.features);
        this.parts = parts;
    }

    ConstExpressionReader(ModuleModel module, int position) {
        super(module, position, module.bytes().length);
        this.parts = null;
    }

    /** The expression from here on, without its {@code end}. */
    List<ConstInstruction> readAll() {
        List<ConstInstruction> instructions = new ArrayList<>(2);
        for (;;) {
            int offset = position;
            Opcode opcode = readOpcode();
            if (opcode == Opcode.END) {
                return instructions;
            }
            long immediate = readImmediate(opcode, offset);
            long second = switch (opcode.immediates()) {
                case V128 -> readFixed64();
                case TYPE_COUNT -> readU32();
                default -> 0;
            };
            instructions.add(new ConstInstruction(opcode, immediate, second, offset));
        }
    }

    /** Passes over the expression. */
    void skipExpression() {
        for (;;) {
            int offset = position;
            Opcode opcode = readOpcode();
            if (opcode == Opcode.END) {
                return;
            }
            long immediate = readImmediate(opcode, offset);
            if (opcode == Opcode.REF_FUNC && parts != null) {
                parts.declare((int) immediate);
            } else if (opcode == Opcode.V128_CONST) {
                readFixed64();
            } else if (opcode == Opcode.ARRAY_NEW_FIXED) {
                readU32();
            }
        }
    }

    private Opcode readOpcode() {
        int offset = position;
        int code = readByte();
        int prefix = 0;
        if (code >= 0xFB && code <= 0xFE) {
            prefix = code;
            code = readU32();
        }
        Opcode opcode = Opcode.of(prefix, code);
        if (opcode == null) {
            throw FormatError.ILLEGAL_OPCODE.at(offset);
        }
        if (opcode.feature() != null && !has(opcode.feature())) {
            throw FormatError.ILLEGAL_OPCODE.without(opcode.feature(), offset);
        }
        return opcode;
    }

    private long readImmediate(Opcode opcode, int offset) {
        return switch (opcode) {
            case I32_CONST -> readS32();
            case I64_CONST -> readS64();
            case F32_CONST -> readFixed32();
            case F64_CONST, V128_CONST -> readFixed64();
            case GLOBAL_GET, REF_FUNC, STRUCT_NEW, STRUCT_NEW_DEFAULT, ARRAY_NEW, ARRAY_NEW_DEFAULT, ARRAY_NEW_FIXED ->
                readU32();
            case REF_NULL -> readHeapType();
            case REF_I31, ANY_CONVERT_EXTERN, EXTERN_CONVERT_ANY -> 0;
            case I32_ADD, I32_SUB, I32_MUL, I64_ADD, I64_SUB, I64_MUL -> {
                if (!has(Feature.EXTENDED_CONST)) {
                    throw FormatError.notConstant(opcode, offset);
                }
                yield 0;
            }
            default -> throw FormatError.notConstant(opcode, offset);
        };
    }
}
