package dev.vespula.cli;

import dev.vespula.types.FuncType;
import dev.vespula.types.NumType;
import dev.vespula.types.RefType;
import dev.vespula.types.ValType;
import java.util.List;

/** Function arguments as they are written on the command line, by the types of the function's parameters. */
final class Arguments {
    private static final String NULL = "null";

    private Arguments() {}

    /**
     * Reads one value for each parameter.
     *
     * @throws CommandException if the number of arguments or one of them does not fit
     */
    static Object[] parse(String function, FuncType type, List<String> texts) {
        List<ValType> params = type.params();
        if (params.size() != texts.size()) {
            throw new CommandException(function + " takes " + expected(params) + ", but " + given(texts.size()));
        }
        Object[] values = new Object[texts.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = parse(function, i, params.get(i), texts.get(i));
        }
        return values;
    }

    private static Object parse(String function, int index, ValType type, String text) {
        try {
            if (type instanceof NumType number) {
                switch (number) {
                    case I32 :
                        return NumberText.parseI32(text);
                    case I64 :
                        return NumberText.parseI64(text);
                    case F32 :
                        return NumberText.parseF32(text);
                    case F64 :
                        return NumberText.parseF64(text);
                    default :
                        break;
                }
            } else if (type instanceof RefType reference && reference.nullable() && text.equals(NULL)) {
                return null;
            }
        } catch (NumberFormatException e) {
            throw new CommandException(ordinal(function, index) + "'" + text + "' is not an " + type);
        }
        throw new CommandException(ordinal(function, index) + "a value of type " + type
                + " cannot be given on the command line");
    }

    private static String ordinal(String function, int index) {
        return "argument " + (index + 1) + " of " + function + ": ";
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
