package dev.vespula.codegen;

import java.util.List;

/**
 * Writes the nodes of all ops whose rows say by themselves what they do: a class for each. It evaluates the operands in
 * their order, then the semantics. An operand in a slot is read there: whether it is, is asked at run time, which costs less
 * than the call that a node for the slot would be, and less than a class for either.
 */
final class OperationNodes {
    private final Op op;
    private final Formula formula;
    private final NodeClass node;

    private OperationNodes(Op op) {
        this.op = op;
        this.formula = new Formula(op);
        this.node = new NodeClass(NodeClass.className(op, ""), "Node", "OperandLinker in, NodeSpec spec");
    }

    static String source(OpTable table) {
        JavaSource out = new JavaSource("dev.vespula.internal.linked");
        out.imports("dev.vespula.internal.ir.Ir", "dev.vespula.internal.ir.IrReader", "dev.vespula.internal.numeric.WideOps",
                "dev.vespula.internal.limits.*", "dev.vespula.internal.memory.*", "dev.vespula.internal.objects.*",
                "dev.vespula.internal.operations.*", "dev.vespula.internal.runtime.*",
                "java.lang.invoke.VarHandle");
        out.line("/** Makes the node of an op whose row says by itself what it does. */");
        out.open("final class OperationNodes");
        out.open("private OperationNodes()").close();
        out.line("/** The op word was read; words and operands are read in their order. */");
        out.open("static Product make(OperandLinker in, NodeSpec spec)");
        out.open("return switch (spec.op)");
        List<Op> ops = table.ops().stream().filter(Op::isOperation).toList();
        ops.forEach(op -> out.line("case Ir." + op.constant() + " -> new " + NodeClass.className(op, "") + "(in, spec);"));
        out.line("default -> throw spec.unknown();");
        out.text("};");
        out.close().close();
        ops.forEach(op -> new OperationNodes(op).write().writeTo(out));
        return out.toString();
    }

    private NodeClass write() {
        if (op.result().equals("idx")) {
            node.field("boolean", "wide", "IrReader.resultType(in.code, in.at - 1) == Ir.TYPE_I64");
        }
        read(-1, "spec.a");
        for (int k = 0; k < op.words().size(); k++) {
            word(op.words().get(k), k);
        }
        for (Formula.Name name : formula.context()) {
            if (List.of("WORD", "SHIFT", "BITS").contains(name.source())) {
                node.field("int", name.text(), "struct." + name.text() + "(spec.a)");
            }
        }
        formula.operands().forEach(this::operand);
        formula.context().forEach(this::declare);
        if (op.kind().equals("stmt")) {
            statement();
        } else if (op.has("test")) {
            node.condition("(" + op.semantics() + ")");
        } else {
            value();
        }
        return node;
    }

    // ---- linking

    private void word(String meaning, int place) {
        switch (meaning) {
            case "slot" -> node.field("int", "target", "in.code[in.at++]");
            case "memarg" -> node.first("in.memarg(spec);").field("long", "offset", "spec.bits");
            case "type" -> node.first(formula.context().stream().anyMatch(name -> name.place() == place
                    || name.source().equals("WORD")) ? "ObjectType struct = in.objectType();" : "in.at++;");
            default -> node.first("int word" + place + " = in.code[in.at++];");
        }
        read(place, "word" + place);
    }

    private void read(int place, String word) {
        for (Formula.Name name : formula.context()) {
            if (name.place() == place) {
                switch (name.source()) {
                    case "MEMORY", "TABLE" -> node.field("int", name.text() + "Index", "OperandLinker.indexOf(" + word + ")");
                    case "GLOBAL" -> node.field("int", name.text() + "Index", word);
                    case "NUMBER" -> node.field("int", name.text(), word);
                    case "OBJECT_TYPE" -> node.field("ObjectType", name.text(), "struct");
                    case "TYPE_TEST" -> node.field("TypeTest", name.text(), "in.typeTest(" + word + ")");
                    default -> {
                        // Read otherwise, or known to the machine.
                    }
                }
            }
        }
    }

    private void operand(Formula.Name operand) {
        String name = operand.text();
        String type = op.operands().get(operand.place());
        switch (type) {
            case "v128" -> node.field("Node", name, "in.operand()").declare("""
                    long @l = this.@.v128(context, cells, fp);
                    long @h = context.high;
                    """.replace("@", name));
            case "idx" -> node.field("Node", name, "in.index()").declare("long @ = this.@.i64(context, cells, fp);".replace("@",
                    name));
            default -> node.field("int", name + "Slot", "in.slotOrNone()")
                    .field("Node", name, name + "Slot >= 0 ? null : in.operand()")
                    .declare("%s %s = %2$sSlot >= 0 ? %s : this.%2$s.%s(context, cells, fp);".formatted(operand.java(), name,
                            type.equals("ref") ? "context.refs[fp + " + name + "Slot]" : JavaType.of(type).read(name + "Slot"),
                            type));
        }
    }

    // ---- running

    private void declare(Formula.Name name) {
        String value = switch (name.source()) {
            case "INSTANCE" -> "context.instance";
            case "STORE" -> "context.store";
            case "MEMORY" -> "context.instance.memories[" + name.text() + "Index]";
            case "TABLE" -> "context.instance.tables[" + name.text() + "Index]";
            case "GLOBAL" -> "context.globals[" + name.text() + "Index]";
            case "ADDRESS" -> "LinearMemory.effectiveAddress(a, offset)";
            default -> "";
        };
        if (!value.isEmpty()) {
            node.declare(name.java() + " " + name.text() + " = " + value + ";");
        }
    }

    private void statement() {
        if (op.field().equals("slot")) {
            node.field("int", "target", "spec.a");
        }
        node.statement(switch (op.result()) {
            case "-" -> op.semantics() + ";\n" + (op.high().isEmpty() ? "" : op.high() + ";");
            case "v128" -> "cells[fp + target] = " + op.semantics() + ";\ncells[fp + target + 1] = " + op.high() + ";";
            case "ref" -> "context.refs[fp + target] = " + op.semantics() + ";";
            case "idx" -> "long value = " + op.semantics() + ";\n" + (op.has("grows") ? "context.reload();\n" : "")
                    + "cells[fp + target] = wide ? value : (int) value;";
            default -> "cells[fp + target] = " + JavaType.of(op.result()).cell(op.semantics()) + ";";
        });
    }

    /** An expression: as an operand, and as a statement that sets a slot. */
    private void value() {
        switch (op.result()) {
            case "v128" -> node.vector(op.semantics(), op.high());
            case "ref" -> node.reference(op.semantics());
            case "idx" -> node.field("int", "target", "spec.target").computed("long", "i64", op.semantics())
                    .value("int", "i32", "return (int) i64(context, cells, fp);")
                    .execute("cells[fp + target] = wide ? i64(context, cells, fp) : i32(context, cells, fp);");
            default -> node.operandOnly(JavaType.of(op.result()), op.semantics());
        }
    }
}
