package dev.vespula.codegen;

/**
 * The source of a node class: its fields, the constructor that fills them, and the methods for the ways in which a node is
 * used. All generated nodes are written here; the families say what differs.
 */
final class NodeClass {
    private final String name;
    private final String parent;
    private final String parameters;
    private final StringBuilder fields = new StringBuilder();
    private final StringBuilder assignments = new StringBuilder();
    private final StringBuilder declarations = new StringBuilder();
    private final StringBuilder methods = new StringBuilder();

    /** A node that is made from what the parameters of its constructor name. */
    NodeClass(String name, String parent, String parameters) {
        this.name = name;
        this.parent = parent;
        this.parameters = parameters;
    }

    /** A node that is made from a {@code NodeSpec}. */
    NodeClass(String name) {
        this(name, "Node", "NodeSpec spec");
    }

    /** The node of an operator in a form, which has a letter for each operand. */
    static NodeClass of(Op op, String form) {
        NodeClass node = new NodeClass(className(op, form));
        for (int k = 0; k < form.length(); k++) {
            node.operand(letter(k), op.operands().get(k), form.charAt(k));
        }
        return node;
    }

    /** {@code i32.lt_u} in form SI is {@code I32LtUSI}. */
    static String className(Op op, String form) {
        StringBuilder name = new StringBuilder();
        for (String part : op.name().split("[._]")) {
            name.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
        }
        return name.append(form).toString();
    }

    static String letter(int k) {
        return String.valueOf((char) ('a' + k));
    }

    /** Adds a field and what the constructor sets it to. */
    NodeClass field(String type, String field, String value) {
        fields.append("private final %s %s;%n".formatted(type, field));
        assignments.append("this.%s = %s;%n".formatted(field, value));
        return this;
    }

    /** Adds a field that the constructor has a parameter for. */
    NodeClass field(String type, String field) {
        return field(type, field, field);
    }

    /** Adds a line before the fields are set. */
    NodeClass first(String statement) {
        assignments.append(statement).append('\n');
        return this;
    }

    /** Adds an operand that has the same name in the specification. */
    NodeClass operand(String operand, String type, char form) {
        return operand(operand, operand, type, form);
    }

    /**
     * Adds an operand: {@code S} reads a slot, {@code I} an immediate, anything else asks a node. Its value becomes a local
     * variable, which hides the field; that of a vector is two, with {@code l} and {@code h} behind the name.
     */
    NodeClass operand(String operand, String spec, String type, char form) {
        boolean isVector = type.equals("v128");
        switch (form) {
            case 'S' -> field("int", operand, "spec." + spec);
            case 'I' -> field(JavaType.of(type).java, operand, JavaType.of(type).immediate());
            default -> field("Node", operand, "spec." + spec + "Node");
        }
        if (!isVector) {
            JavaType scalar = JavaType.of(type);
            return declare(scalar.java + " " + operand + " = " + switch (form) {
                case 'S' -> scalar.read("this." + operand);
                case 'I' -> "this." + operand;
                default -> "this." + operand + "." + scalar.wasm + "(context, cells, fp)";
            } + ";");
        }
        return declare((form == 'S' ? """
                long @l = cells[fp + this.@];
                long @h = cells[fp + this.@ + 1];
                """ : """
                long @l = this.@.v128(context, cells, fp);
                long @h = context.high;
                """).replace("@", operand));
    }

    /** Adds what the methods that compute something begin with. */
    NodeClass declare(String lines) {
        declarations.append(lines).append('\n');
        return this;
    }

    /** Adds the methods of a number: as an operand, as a statement that sets a slot, and as what a function returns. */
    NodeClass number(JavaType type, String value) {
        return operandOnly(type, value).next("""
                cells[fp] = %s;
                return context.leave();
                """.formatted(type.cell(type.wasm + "(context, cells, fp)")));
    }

    /** Adds the methods of a number that no function returns at once. */
    NodeClass operandOnly(JavaType type, String value) {
        return target().computed(type.java, type.wasm, value)
                .execute("cells[fp + target] = " + type.cell(type.wasm + "(context, cells, fp)") + ";");
    }

    /** Adds the methods of a condition: its value is 0 or 1, and at the end of a block it branches. */
    NodeClass condition(String condition) {
        return operandOnly(JavaType.I32, condition + " ? 1 : 0").field("Block", "taken", "spec.taken")
                .field("Block", "other", "spec.other").ending("return " + condition + " ? taken : other;");
    }

    /** Adds the methods of a vector. */
    NodeClass vector(String low, String high) {
        return target().value("long", "v128", declarations + "context.high = " + high + ";\nreturn " + low + ";")
                .execute(declarations + """
                long low = %s;
                long high = %s;
                cells[fp + target] = low;
                cells[fp + target + 1] = high;
                """.formatted(low, high));
    }

    /** Adds the methods of a reference. */
    NodeClass reference(String value) {
        return target().computed("Object", "ref", value).execute("context.refs[fp + target] = ref(context, cells, fp);");
    }

    private NodeClass target() {
        return field("int", "target", "spec.target");
    }

    /** Adds the method that is asked for a value which what was declared gives. */
    NodeClass computed(String type, String method, String value) {
        return value(type, method, declarations + "return " + value + ";");
    }

    /** Adds the method that is asked for the value. */
    NodeClass value(String type, String method, String body) {
        return method(type + " " + method, body);
    }

    /** Adds the method of a statement. */
    NodeClass execute(String body) {
        return method("void execute", body);
    }

    /** Adds the method of a statement that begins with what was declared. */
    NodeClass statement(String body) {
        return execute(declarations + body);
    }

    /** Adds the method of the last node of a block, which begins with what was declared. */
    NodeClass ending(String body) {
        return next(declarations + body);
    }

    /** Adds the method of the last node of a block. */
    NodeClass next(String body) {
        return method("Block next", body);
    }

    private NodeClass method(String head, String body) {
        methods.append("@Override public ").append(head).append("(Context context, long[] cells, int fp) {\n").append(body)
                .append("\n}\n");
        return this;
    }

    void writeTo(JavaSource out) {
        out.text("final class " + name + " extends " + parent + " {");
        out.text(fields.toString());
        out.text(name + "(" + parameters + ") {\n" + assignments + "}");
        out.text(methods + "}");
    }
}
