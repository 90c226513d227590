package dev.vespula.cli;

import dev.vespula.I31;
import dev.vespula.internal.names.PrintableName;
import dev.vespula.types.AbstractHeapType;
import dev.vespula.types.FuncType;
import dev.vespula.types.NumType;
import dev.vespula.types.RefType;
import dev.vespula.types.ValType;
import java.util.List;

/** Function arguments as they are written on the command line, by the types of the function's parameters. */
final class Arguments {
    private static final String NULL = "null";
    private static final int I31_BITS = 31;

    private Arguments() {}

    /**
     * Reads one value for each parameter.
     *
     * @throws CommandException if the number of arguments or one of them does not fit
     */
    static Object[] parse(String function, FuncType type, List<String> texts) {
        List<ValType> params = type.params();
        if (params.size() != texts.size()) {
            throw new CommandException(PrintableName.of(function) + " takes " + expected(params) + ", but " + given(texts
                    .size()));
        }
        Object[] values = new Object[texts.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = parse(function, i, params.get(i), texts.get(i));
        }
        return values;
    }

    private static Object parse(String function, int index, ValType type, String text) {
        String argument = "argument " + (index + 1) + " of " + PrintableName.of(function) + ": ";
        try {
            return type instanceof NumType number ? number(number, text) : reference((RefType) type, text);
        } catch (NumberFormatException e) {
            boolean isNear = "out of range".equals(e.getMessage());
            throw new CommandException(argument + "'" + PrintableName.of(text) + "' is " + (isNear ? "out of range for "
                    : "not ")
                    + wanted(type));
        }
    }

    private static Object number(NumType type, String text) {
        return switch (type) {
            case I32 -> NumberText.parseI32(text);
            case I64 -> NumberText.parseI64(text);
            case F32 -> NumberText.parseF32(text);
            case F64 -> NumberText.parseF64(text);
            case V128 -> VectorText.parse(text);
        };
    }

    private static Object reference(RefType type, String text) {
        if (type.nullable() && text.equals(NULL)) {
            return null;
        }
        if (takesI31(type) && text.startsWith(NumberText.I31_PREFIX)) {
            return I31.of((int) NumberText.parseInteger(text.substring(NumberText.I31_PREFIX.length()), I31_BITS));
        }
        throw new NumberFormatException("no reference");
    }

    private static boolean takesI31(RefType type) {
        return type.heap() == AbstractHeapType.I31 || type.heap() == AbstractHeapType.EQ || type.heap() == AbstractHeapType.ANY;
    }

    /** A type, and how its values are written where that is not known to everybody. */
    private static String wanted(ValType type) {
        if (type == ValType.V128) {
            return "a v128, such as i32x4:1,2,3,4 or 0x00ff";
        }
        if (!(type instanceof RefType reference)) {
            return "an " + type;
        }
        String article = "aei".indexOf(type.toString().charAt(0)) >= 0 ? "an " : "a ";
        String values = (reference.nullable() ? NULL : "") + (reference.nullable() && takesI31(reference) ? " or " : "")
                + (takesI31(reference) ? "i31:5" : "");
        return article + type + (values.isEmpty() ? ", of which no value can be given on the command line" : ": " + values);
    }

    private static String expected(List<ValType> params) {
        return switch (params.size()) {
            case 0 -> "no arguments";
            case 1 -> "1 argument " + Signatures.list(params);
            default -> params.size() + " arguments " + Signatures.list(params);
        };
    }

    private static String given(int number) {
        return switch (number) {
            case 0 -> "none was given";
            case 1 -> "1 was given";
            default -> number + " were given";
        };
    }
}
