package dev.vespula.component.internal.adapt;

import dev.vespula.component.internal.abi.Despecialised;
import dev.vespula.component.internal.abi.Flattening;
import dev.vespula.component.internal.abi.Layout;
import dev.vespula.component.internal.abi.Lifting;
import dev.vespula.component.internal.abi.NumberArrays;
import dev.vespula.component.internal.adapt.Body.Plain;
import dev.vespula.component.internal.adapt.Body.Width;
import dev.vespula.component.types.BorrowType;
import dev.vespula.component.types.FixedListType;
import dev.vespula.component.types.FlagsType;
import dev.vespula.component.types.ListType;
import dev.vespula.component.types.MapType;
import dev.vespula.component.types.OwnType;
import dev.vespula.component.types.Primitive;
import dev.vespula.component.types.ValueType;
import dev.vespula.types.NumType;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the code that takes values from one side to the other. Each type of several parts has a function of its own for values on
 * the stack and one for values in memory, made when first needed: so the code is as large as the types are, though types
 * share parts. CanonicalABI.md, "Lifting and Lowering"; both have the same flat form and the same layout here.
 */
final class Conversions {
    private final AdapterModule module;
    private final Borders borders;
    private final Strings strings;
    private final Resources resources;
    private final Flattening flattening;
    private final Layout layout;
    private final Map<Side, Map<ValueType, Body>> flat = new EnumMap<>(Side.class);
    private final Map<Side, Map<ValueType, Body>> stored = new EnumMap<>(Side.class);
    private final Map<ValueType, ValueType> pairs = new IdentityHashMap<>();
    private final Map<ValueType, Boolean> copied = new IdentityHashMap<>();

    Conversions(AdapterModule module, Borders borders, Strings strings, Resources resources, Flattening flattening,
            Layout layout) {
        this.flattening = flattening;
        this.layout = layout;
        this.module = module;
        this.borders = borders;
        this.strings = strings;
        this.resources = resources;
        for (Side side : Side.values()) {
            flat.put(side, new IdentityHashMap<>());
            stored.put(side, new IdentityHashMap<>());
        }
    }

    private static boolean isInline(ValueType type) {
        return type instanceof Primitive primitive && primitive != Primitive.STRING || type instanceof FlagsType
                || type instanceof OwnType || type instanceof BorrowType;
    }

    // ---- on the stack

    /** Converts a value that lies on the stack, in place. */
    void flat(Body code, ValueType type, Side from) {
        if (isInline(type)) {
            scalar(code, type, from);
        } else if (flattening.value(type).size() >= Flattening.LIMIT) {
            throw new AssertionError("passed in memory");
        } else {
            code.call(flatFunction(type, from));
        }
    }

    private Body flatFunction(ValueType type, Side from) {
        Body known = flat.get(from).get(type);
        if (known == null) {
            if (type == Primitive.STRING) {
                known = strings.function(from);
            } else if (type instanceof ListType || type instanceof MapType) {
                known = list(type, from);
            } else {
                known = module.add(flattening.value(type), flattening.value(type));
                writeFlat(known, type, from);
            }
            flat.get(from).put(type, known);
        }
        return known;
    }

    private void writeFlat(Body code, ValueType type, Side from) {
        if (type instanceof FixedListType list) {
            int width = flattening.value(list.element()).size();
            for (int i = 0; i < list.length(); i++) {
                flatMember(code, list.element(), from, i * width);
            }
            return;
        }
        Optional<List<ValueType>> members = Despecialised.members(type);
        if (members.isEmpty()) {
            new FlatVariant(this, borders, flattening).write(code, type, from);
            return;
        }
        int next = 0;
        for (ValueType member : members.get()) {
            next = flatMember(code, member, from, next);
        }
    }

    /** Puts a value on the stack whose flat values are the locals from one on; gives the local behind. */
    int flatMember(Body code, ValueType type, Side from, int first) {
        int next = first;
        for (int i = 0; i < flattening.value(type).size(); i++) {
            code.get(next++);
        }
        flat(code, type, from);
        return next;
    }

    // ---- in memory

    /** Converts a value in memory, between addresses that are in locals, and checked. */
    void stored(Body code, ValueType type, Side from, int source, int target, long offset) {
        if (isInline(type)) {
            Width width = Width.of(layout.size(type));
            code.get(target).get(source).load(width, from, offset);
            if (width == Width.FOUR || width == Width.ONE && type == Primitive.BOOL || type instanceof FlagsType) {
                scalar(code, type == Primitive.F32 ? Primitive.U32 : type, from);
            }
            code.store(width, from.other(), offset);
        } else if (type == Primitive.STRING || type instanceof ListType || type instanceof MapType) {
            int length = code.local(NumType.I32);
            code.get(source).load(Width.FOUR, from, offset).get(source).load(Width.FOUR, from, offset + 4);
            code.call(flatFunction(type, from)).set(length);
            int pointer = code.local(NumType.I32);
            code.set(pointer);
            code.get(target).get(pointer).store(Width.FOUR, from.other(), offset);
            code.get(target).get(length).store(Width.FOUR, from.other(), offset + 4);
        } else {
            advanced(code, source, offset);
            advanced(code, target, offset);
            code.call(storedFunction(type, from));
        }
    }

    private static void advanced(Body code, int address, long offset) {
        code.get(address);
        if (offset != 0) {
            code.i32((int) offset).plain(Plain.I32_ADD);
        }
    }

    private Body storedFunction(ValueType type, Side from) {
        Body known = stored.get(from).get(type);
        if (known == null) {
            known = module.add(List.of(NumType.I32, NumType.I32), List.of());
            stored.get(from).put(type, known);
            if (layout.size(type) > Lifting.MOST_BYTES) {
                // No pointer to such a value has passed the check.
                known.plain(Plain.UNREACHABLE);
            } else {
                writeStored(known, type, from);
            }
        }
        return known;
    }

    private void writeStored(Body code, ValueType type, Side from) {
        if (type instanceof FixedListType list) {
            int end = code.local(NumType.I32);
            advanced(code, 0, layout.size(type));
            code.set(end);
            elements(code, list.element(), from, new Run(0, 1, end));
            return;
        }
        Optional<List<ValueType>> members = Despecialised.members(type);
        if (members.isEmpty()) {
            storedVariant(code, Despecialised.payloads(type).orElseThrow(), from);
            return;
        }
        members(code, members.get(), from, 0, 1);
    }

    /** Converts members that lie one behind the other. */
    void members(Body code, List<ValueType> members, Side from, int source, int target) {
        long[] offsets = layout.offsets(members);
        for (int i = 0; i < members.size(); i++) {
            stored(code, members.get(i), from, source, target, offsets[i]);
        }
    }

    private void storedVariant(Body code, List<Optional<ValueType>> payloads, Side from) {
        Width width = Width.of(Layout.discriminantSize(payloads.size()));
        int number = code.local(NumType.I32);
        int offset = layout.payloadOffset(payloads);
        code.get(1).get(0).load(width, from, 0).tee(number).store(width, from.other(), 0);
        borders.checkDiscriminant(code, number, payloads.size());
        new Cases(payloads).write(code, number, payload -> {
            if (payload != null) {
                stored(code, payload, from, 0, 1, offset);
            }
        });
    }

    // ---- lists

    /** Locals with the addresses of elements, and of the end of the source. */
    private record Run(int source, int target, int end) {}

    private Body list(ValueType type, Side from) {
        Body code = module.add(List.of(NumType.I32, NumType.I32), List.of(NumType.I32, NumType.I32));
        // Elements may contain lists of the same type only through other functions: none is recursive.
        ValueType element = type instanceof ListType list ? list.element()
                : pairs.computeIfAbsent(type, map -> Despecialised.pair((MapType) map));
        int bytes = code.local(NumType.I64);
        int target = code.local(NumType.I32);
        code.get(1).plain(Plain.I64_EXTEND_I32_U).i64(layout.size(element)).plain(Plain.I64_MUL).set(bytes);
        borders.checkPointer(code, from, new Borders.Extent(0, bytes, layout.alignment(element), Subject.LIST));
        borders.allocate(code, from.other(), body -> body.get(bytes).plain(Plain.I32_WRAP_I64), layout.alignment(element),
                Subject.LIST);
        code.set(target);
        if (isCopied(element)) {
            code.get(target).get(0).get(bytes).plain(Plain.I32_WRAP_I64).memoryCopy(from.other(), from);
        } else {
            int next = code.local(NumType.I32);
            int end = code.local(NumType.I32);
            int nextTarget = code.local(NumType.I32);
            code.get(0).tee(next).get(bytes).plain(Plain.I32_WRAP_I64).plain(Plain.I32_ADD).set(end);
            code.get(target).set(nextTarget);
            elements(code, element, from, new Run(next, nextTarget, end));
        }
        code.get(target).get(1);
        return code;
    }

    private void elements(Body code, ValueType element, Side from, Run run) {
        int size = (int) Math.min(layout.size(element), Integer.MAX_VALUE);
        code.block().loop();
        code.get(run.source).get(run.end).plain(Plain.I32_EQ).branchIf(1);
        if (layout.size(element) > Lifting.MOST_BYTES) {
            code.plain(Plain.UNREACHABLE);
        } else {
            stored(code, element, from, run.source, run.target, 0);
        }
        code.get(run.source).i32(size).plain(Plain.I32_ADD).set(run.source);
        code.get(run.target).i32(size).plain(Plain.I32_ADD).set(run.target);
        code.branch(0).end().end();
    }

    /** Whether all bytes mean something, and all bits are allowed: then elements are copied as they are. */
    private boolean isCopied(ValueType type) {
        Boolean known = copied.get(type);
        if (known == null) {
            known = type instanceof Primitive primitive ? NumberArrays.isFor(primitive)
                    : type instanceof FixedListType list ? isCopied(list.element())
                    : Despecialised.members(type).map(this::areCopied).orElse(false);
            copied.put(type, known);
        }
        return known;
    }

    private boolean areCopied(List<ValueType> members) {
        long bytes = 0;
        for (ValueType member : members) {
            bytes += layout.size(member);
            if (!isCopied(member)) {
                return false;
            }
        }
        // Bytes between members mean nothing, and are not shown to the other side.
        return layout.offsets(members)[members.size()] == bytes;
    }

    // ---- single values

    private void scalar(Body code, ValueType type, Side from) {
        if (type instanceof FlagsType flags) {
            int labels = flags.labels().size();
            if (labels < Integer.SIZE) {
                code.i32((1 << labels) - 1).plain(Plain.I32_AND);
            }
        } else if (type instanceof OwnType own) {
            code.callImport(resources.move(module, own.resource(), from));
        } else if (type instanceof BorrowType borrow) {
            code.callImport(resources.lend(module, borrow.resource()));
        } else {
            primitive(code, (Primitive) type);
        }
    }

    private void primitive(Body code, Primitive type) {
        switch (type) {
            case BOOL -> code.i32(0).plain(Plain.I32_NE);
            case S8 -> code.plain(Plain.I32_EXTEND8_S);
            case U8 -> code.i32(0xFF).plain(Plain.I32_AND);
            case S16 -> code.plain(Plain.I32_EXTEND16_S);
            case U16 -> code.i32(0xFFFF).plain(Plain.I32_AND);
            case CHAR -> code.call(borders.characters());
            default -> {
                // All bits are allowed.
            }
        }
    }
}
