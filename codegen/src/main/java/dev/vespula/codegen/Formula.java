package dev.vespula.codegen;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the semantics of a row may name: the instance, what the field and the words of the op lead to, and the operands. The
 * head of {@code structure.ops} lists the names.
 */
final class Formula {
    /** The place of what is in the field of the op word. */
    private static final int FIELD = -1;
    private static final Pattern CALL = Pattern.compile("([A-Z]\\w*)\\.(\\w+)\\(([a-z]\\w*(?:, [a-z]\\w*)*)?\\)");

    /**
     * A name.
     *
     * @param text   the name
     * @param java   its type
     * @param source a constant of {@code Operation.Source}
     * @param place  the number of the operand or word; {@link #FIELD}
     */
    record Name(String text, String java, String source, int place) {
        boolean isOperand() {
            return source.equals("OPERAND");
        }

        /** Whether a text uses it. */
        boolean isIn(String expression) {
            return Pattern.compile("(?<![.\\w])" + text + "\\b").matcher(expression).find();
        }

        /** The names that it stands for: two for the halves of a v128. */
        List<Name> halves() {
            return java.equals("v128") ? List.of(new Name(text + "l", "long", source, place), new Name(text + "h", "long",
                    source, place))
                    : List.of(this);
        }
    }

    private final Op op;
    private final List<Name> names = new ArrayList<>();

    Formula(Op op) {
        this.op = op;
        names.add(new Name("instance", "ModuleInstance", "INSTANCE", FIELD));
        names.add(new Name("store", "StoreState", "STORE", FIELD));
        Map<String, Integer> seen = new HashMap<>();
        immediate(op.field(), FIELD, seen);
        for (int k = 0; k < op.words().size(); k++) {
            immediate(op.words().get(k), k, seen);
        }
        for (int k = 0; k < op.operands().size(); k++) {
            names.add(new Name(NodeClass.letter(k), java(op.operands().get(k)), "OPERAND", k));
        }
    }

    private void immediate(String meaning, int place, Map<String, Integer> seen) {
        String text = seen.merge(meaning, 1, Integer::sum) == 1 ? meaning : meaning + seen.get(meaning);
        switch (meaning) {
            case "memory" -> names.add(new Name(text, "LinearMemory", "MEMORY", place));
            case "table" -> names.add(new Name(text, "TableInstance", "TABLE", place));
            case "global" -> names.add(new Name(text, "GlobalCell", "GLOBAL", place));
            case "func", "elem", "data" -> names.add(new Name(text, "int", "NUMBER", place));
            case "type" -> names.add(new Name(text, "ObjectType", "OBJECT_TYPE", place));
            case "reftype" -> names.add(new Name(text, "TypeTest", "TYPE_TEST", place));
            case "memarg" -> names.add(new Name("address", "long", "ADDRESS", place));
            case "field" -> {
                names.add(new Name("word", "int", "WORD", place));
                names.add(new Name("shift", "int", "SHIFT", place));
                names.add(new Name("bits", "int", "BITS", place));
            }
            default -> {
                // Nothing that the semantics needs.
            }
        }
    }

    /** The Java type of a value; {@code v128} for two longs. */
    static String java(String type) {
        return switch (type) {
            case "i32" -> "int";
            case "i64", "idx" -> "long";
            case "f32" -> "float";
            case "f64" -> "double";
            case "ref" -> "Object";
            case "-" -> "void";
            default -> type;
        };
    }

    /** The names before the operands that a node needs. */
    List<Name> context() {
        return names.stream().filter(name -> !name.isOperand() && (name.isIn(op.semantics()) || name.isIn(op.high()))).toList();
    }

    /** The operands. */
    List<Name> operands() {
        return names.stream().filter(Name::isOperand).toList();
    }

    /** What a method is called with that is made of one of the expressions; an address has taken in the first operand. */
    List<Name> parameters(String expression) {
        List<Name> parameters = new ArrayList<>();
        boolean isAccess = op.words().contains("memarg");
        for (Name name : names) {
            if (name.isOperand() ? !isAccess || name.place > 0 : name.isIn(expression)) {
                parameters.add(name);
            }
        }
        return parameters;
    }

    /** Class, name and arguments of a method that an expression only calls, or null. */
    List<String> call(String expression) {
        Matcher matcher = CALL.matcher(expression);
        return matcher.matches() ? List.of(matcher.group(1), matcher.group(2), matcher.group(3) == null ? "" : matcher.group(3))
                : null;
    }

    /** The names that a list of arguments consists of, or null if the operands are not all in it, or not in their order. */
    List<Name> arguments(String list, String expression) {
        List<Name> arguments = new ArrayList<>();
        String rest = list;
        while (!rest.isEmpty()) {
            String left = rest;
            Name first = names.stream().filter(name -> (left + ", ").startsWith(spelled(name) + ", ")).findFirst().orElse(null);
            if (first == null) {
                return null;
            }
            arguments.add(first);
            rest = rest.substring(Math.min(rest.length(), spelled(first).length() + 2));
        }
        List<Name> wanted = parameters(expression).stream().filter(Name::isOperand).toList();
        return arguments.stream().filter(Name::isOperand).toList().equals(wanted) ? arguments : null;
    }

    private static String spelled(Name name) {
        return String.join(", ", name.halves().stream().map(Name::text).toList());
    }
}
