package dev.vespula.internal.interp;

import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.runtime.EngineState;
import dev.vespula.internal.runtime.ModuleCode;
import dev.vespula.internal.runtime.ObjectType;
import dev.vespula.internal.runtime.TypeTest;

/**
 * Turns the expressions and statements over structs, arrays and casts into nodes; reads words and operands through its
 * owner.
 */
final class ObjectLinker {
    private final OperandLinker linker;
    private final ModuleCode module;

    ObjectLinker(OperandLinker linker) {
        this.linker = linker;
        this.module = linker.function.code.module;
    }

    private int word() {
        return linker.code[linker.at++];
    }

    private ObjectType type() {
        return module.engine.objectType(module.typeId(word()));
    }

    private TypeTest test() {
        return new TypeTest(engine(), word());
    }

    private EngineState engine() {
        return module.engine;
    }

    private Node node() {
        return linker.operand();
    }

    /** The next expression, which may be a slot. */
    private Operand operand() {
        int op = Ir.op(linker.code[linker.at]);
        return op <= Ir.SLOT_REF && op != Ir.SLOT_V128 ? new Operand(linker.slot(), null)
                : new Operand(Operand.NO_SLOT, linker.operand());
    }

    private Node[] nodes(int count) {
        Node[] nodes = new Node[count];
        for (int k = 0; k < count; k++) {
            nodes[k] = node();
        }
        return nodes;
    }

    /** Links an expression whose op word was read; {@code spec} says what else the node is to be used for. */
    Node expression(NodeSpec spec) {
        switch (spec.op) {
            case Ir.ARRAY_LEN:
                return new ArrayNodes.Length(node(), spec.target);
            case Ir.REF_I31:
                return new CastNodes.ToI31(node(), spec.target);
            case Ir.I31_GET_S, Ir.I31_GET_U:
                return new CastNodes.FromI31(operand(), spec.op == Ir.I31_GET_S, spec.target);
            case Ir.REF_EQ:
                return new CastNodes.Equal(node(), node(), spec);
            case Ir.REF_TEST:
                TypeTest tested = test();
                return new CastNodes.Test(operand(), tested, spec);
            case Ir.REF_CAST:
                TypeTest cast = test();
                return new CastNodes.Cast(operand(), cast, spec.target);
            default:
                return Ir.fieldMeaning(spec.op) == Ir.MEANING_FIELD ? structGet(spec) : arrayGet(spec);
        }
    }

    private Node structGet(NodeSpec spec) {
        FieldPlace place = FieldPlace.of(type(), spec.a);
        Operand object = operand();
        return switch (place.type()) {
            case FieldPlace.REF -> new StructNodes.GetRef(object, place.word(), spec.target);
            case FieldPlace.I64 -> new StructNodes.GetI64(object, place, spec.target);
            case FieldPlace.F32 -> new StructNodes.GetF32(object, place, spec.target);
            case FieldPlace.F64 -> new StructNodes.GetF64(object, place, spec.target);
            case FieldPlace.V128 -> new StructNodes.GetV128(object, place, spec.target);
            default -> new StructNodes.GetI32(object, place, spec.target, spec.op != Ir.STRUCT_GET_U);
        };
    }

    private Node arrayGet(NodeSpec spec) {
        ObjectType type = type();
        Operand array = operand();
        Operand index = operand();
        return ArrayElementNodes.get(type.field(0), array, index, spec.op == Ir.ARRAY_GET_U, spec.target);
    }

    /** Links a statement whose op word was read. */
    Node statement(int op, int field) {
        switch (op) {
            case Ir.STRUCT_NEW:
                return structNew(field);
            case Ir.STRUCT_NEW_DEFAULT:
                return new StructNodes.NewDefault(field, type());
            case Ir.STRUCT_SET:
                return structSet(field);
            case Ir.ARRAY_NEW:
                return new ArrayNodes.New(field, type(), node(), node());
            case Ir.ARRAY_NEW_DEFAULT:
                return new ArrayNodes.NewDefault(field, type(), node());
            case Ir.ARRAY_NEW_FIXED:
                return new ArrayNodes.NewFixed(field, type(), nodes(word()));
            case Ir.ARRAY_NEW_DATA:
                return new ArrayNodes.NewData(field, type(), word(), node(), node());
            case Ir.ARRAY_NEW_ELEM:
                return new ArrayNodes.NewElements(field, type(), word(), node(), node());
            case Ir.ARRAY_SET:
                int element = type().field(0);
                return ArrayElementNodes.set(element, operand(), operand(), operand());
            case Ir.ARRAY_FILL:
                return new ArrayNodes.Fill(type(), node(), node(), node(), node());
            case Ir.ARRAY_COPY:
                linker.at += 2;
                return new ArrayNodes.Copy(nodes(word()));
            case Ir.ARRAY_INIT_DATA:
                linker.at++;
                return new ArrayNodes.InitData(field, node(), node(), node(), node());
            case Ir.ARRAY_INIT_ELEM:
                linker.at++;
                return new ArrayNodes.InitElements(field, node(), node(), node(), node());
            default:
                throw new IllegalStateException("no node for " + Ir.name(op));
        }
    }

    private Node structNew(int target) {
        ObjectType type = type();
        Node[] operands = nodes(word());
        FieldPlace[] places = new FieldPlace[operands.length];
        for (int k = 0; k < places.length; k++) {
            places[k] = FieldPlace.of(type, k);
        }
        return new StructNodes.New(target, type, places, operands);
    }

    private Node structSet(int field) {
        FieldPlace place = FieldPlace.of(type(), field);
        Operand object = operand();
        return place.type() == FieldPlace.REF ? new StructNodes.SetRef(object, place.word(), node())
                : new StructNodes.Set(object, place, node());
    }

    /** Links a branch whose op word and target were read. */
    Node branch(boolean onCast, Block target) {
        TypeTest type = test();
        Operand value = operand();
        Block next = linker.function.block(linker.at);
        return new CastNodes.Branch(value, type, onCast ? target : next, onCast ? next : target);
    }
}
