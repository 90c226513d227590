package dev.vespula.conformance.fuzz;

import dev.vespula.component.internal.abi.Despecialised;
import dev.vespula.component.internal.abi.Flattening;
import dev.vespula.component.internal.abi.Layout;
import dev.vespula.component.internal.model.StringEncoding;
import dev.vespula.component.types.EnumType;
import dev.vespula.component.types.FixedListType;
import dev.vespula.component.types.FlagsType;
import dev.vespula.component.types.ListType;
import dev.vespula.component.types.MapType;
import dev.vespula.component.types.OptionType;
import dev.vespula.component.types.OwnType;
import dev.vespula.component.types.Primitive;
import dev.vespula.component.types.RecordType;
import dev.vespula.component.types.ResultType;
import dev.vespula.component.types.TupleType;
import dev.vespula.component.types.ValueType;
import dev.vespula.component.types.VariantType;
import dev.vespula.types.NumType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/**
 * The text of a component with a function {@code id} that returns its first argument: itself, or by calling another. Memories are
 * filled with rubbish when a call is over, so that nothing is read too late.
 */
public final class ReturningComponent {
    /** Where the first allocation is. */
    private static final int HEAP = 1024;
    private static final String LIBC = """
            (core module $libc
              (memory (export "mem") 1)
              (global $next (mut i32) (i32.const 1024))
              (func $make-room (param $end i32)
                (local $pages i32)
                (local.set $pages (i32.sub (i32.shr_u (i32.add (local.get $end) (i32.const 65535)) (i32.const 16))
                  (memory.size)))
                (if (i32.gt_s (local.get $pages) (i32.const 0))
                  (then (if (i32.eq (memory.grow (local.get $pages)) (i32.const -1)) (then (unreachable))))))
              (func (export "realloc") (param $old i32) (param $oldSize i32) (param $align i32) (param $size i32) (result i32)
                (local $at i32)
                (local.set $at (i32.and (i32.add (global.get $next) (i32.sub (local.get $align) (i32.const 1)))
                  (i32.sub (i32.const 0) (local.get $align))))
                (global.set $next (i32.add (local.get $at) (local.get $size)))
                (call $make-room (global.get $next))
                (memory.copy (local.get $at) (local.get $old)
                  (select (local.get $oldSize) (local.get $size) (i32.lt_u (local.get $oldSize) (local.get $size))))
                (local.get $at))
              (func (export "free")
                (memory.fill (i32.const 0) (i32.const 0xA5) (global.get $next))
                (global.set $next (i32.const 1024))))
            (core instance $libc (instantiate $libc))
            (alias core export $libc "mem" (core memory $mem))
            (alias core export $libc "realloc" (core func $realloc))
            """;

    private final ValueType type;
    private final int pads;
    private final boolean hasResource;
    private final List<NumType> flat;
    private final List<NumType> params;
    private final StringBuilder types = new StringBuilder();
    private final boolean importsTypes;
    /** Instructions before the result is returned. */
    private final StringBuilder damage = new StringBuilder();
    private int named;

    /**
     * @param pads parameters behind the first, bytes: with sixteen of them the first lies in memory
     * @param importsTypes whether types get names by imports, else by exports
     */
    private ReturningComponent(ValueType type, int pads, boolean hasResource, boolean importsTypes) {
        this.type = type;
        this.pads = pads;
        this.hasResource = hasResource;
        this.importsTypes = importsTypes;
        this.flat = Flattening.of(type);
        List<NumType> all = new ArrayList<>(flat);
        all.addAll(Collections.nCopies(pads, NumType.I32));
        this.params = all.size() > Flattening.MAX_FLAT_PARAMS ? List.of(NumType.I32) : all;
    }

    /** One that returns the argument itself. */
    public static String itself(ValueType type, int pads, boolean hasResource, StringEncoding encoding) {
        return new ReturningComponent(type, pads, hasResource, false).leaf(encoding);
    }

    /** One that calls the host's function {@code id}. */
    public static String throughHost(ValueType type, int pads, boolean hasResource, StringEncoding encoding) {
        ReturningComponent component = new ReturningComponent(type, pads, hasResource, true);
        String reference = component.reference(type);
        String imported = "(import \"id\" (func $id " + component.signature(reference) + "))\n";
        return "(component\n" + component.resource() + component.types + imported + component.forwarder(encoding, reference)
                + ")\n";
    }

    /** One with two components: one that calls the other. */
    public static String throughComponent(ValueType type, int pads, boolean hasResource, StringEncoding encoding,
            StringEncoding other) {
        return together(type, pads, hasResource, encoding, itself(type, pads, hasResource, other));
    }

    private static String together(ValueType type, int pads, boolean hasResource, StringEncoding encoding, String leaf) {
        ReturningComponent component = new ReturningComponent(type, pads, hasResource, false);
        String callee = leaf.replaceFirst("\\(component", "(component \\$callee");
        String caller = throughHost(type, pads, hasResource, encoding).replaceFirst("\\(component", "(component \\$caller");
        String signature = component.signature(component.reference(type));
        String resource = hasResource ? " (with \"r\" (type $r))" : "";
        StringBuilder types = new StringBuilder(resource);
        for (int i = 0; i < component.named; i++) {
            types.append(" (with \"t%d\" (type $t%d))".formatted(i, i));
        }
        return "(component\n" + component.resource() + callee + caller + component.types + """
                (instance $a (instantiate $callee %s))
                (instance $b (instantiate $caller %s (with "id" (func $a "id"))))
                (export "id" (func $b "id") (func %s)))
                """.formatted(resource, types, signature);
    }

    private String resource() {
        return hasResource ? "(import \"r\" (type $r (sub resource)))\n" : "";
    }

    private String signature(String reference) {
        StringBuilder text = new StringBuilder("(param \"x\" " + reference + ")");
        for (int i = 0; i < pads; i++) {
            text.append(" (param \"p").append(i).append("\" u8)");
        }
        return text + " (result " + reference + ")";
    }

    private boolean isInMemory() {
        return flat.size() > Flattening.MAX_FLAT_RESULTS;
    }

    private static String words(List<NumType> core) {
        return String.join(" ", core.stream().map(one -> one.name().toLowerCase(Locale.ROOT)).toList());
    }

    private String coreResult() {
        return isInMemory() ? "i32" : words(flat);
    }

    private String lifted(StringEncoding encoding, String reference) {
        return """
                (func (export "id") %s
                  (canon lift (core func $i "id") (memory $mem) (realloc $realloc) (post-return (core func $i "post-return"))
                    string-encoding=%s))
                """.formatted(signature(reference), word(encoding));
    }

    private static String word(StringEncoding encoding) {
        return switch (encoding) {
            case UTF8 -> "utf8";
            case UTF16 -> "utf16";
            case LATIN1_UTF16 -> "latin1+utf16";
        };
    }

    /** A core module with the function, and what it returns afterwards. */
    private String module(String imports, String body) {
        return """
                (core module $m
                  (import "libc" "mem" (memory 0))
                  (import "libc" "realloc" (func $realloc (param i32 i32 i32 i32) (result i32)))
                  (import "libc" "free" (func $free))
                  %s
                  (func (export "id") (param %s) (result %s) (local $p i32)
                    %s)
                  (func (export "post-return") (param %s) (call $free)))
                """.formatted(imports, words(params), coreResult(), body, coreResult());
    }

    private String room() {
        return "(local.set $p (call $realloc (i32.const 0) (i32.const 0) (i32.const %d) (i32.const %d)))\n".formatted(
                new Layout(4).alignment(type), new Layout(4).size(type));
    }

    /**
     * One that returns the argument, or with another that calls it; but bytes of what is returned, or of what it points to, are wrong.
     *
     * @param count how many
     */
    static String damaged(ValueType type, int pads, boolean hasResource, StringEncoding encoding, Random random, int count) {
        ReturningComponent component = new ReturningComponent(type, pads, hasResource, false);
        String pointer = component.params.size() == 1 && (pads > 0 || component.flat.size() > Flattening.MAX_FLAT_PARAMS)
                ? "(local.get 0)" : "(local.get $p)";
        int size = (int) new Layout(4).size(type);
        for (int i = 0; i < count && component.isInMemory(); i++) {
            boolean isDirect = random.nextBoolean();
            component.damage.append("(i32.store8 offset=").append(isDirect ? random.nextInt(size) : HEAP + random.nextInt(128))
                    .append(' ').append(isDirect ? pointer : "(i32.const 0)").append(" (i32.const ").append(random.nextInt(
                            3) == 0
                                    ? random.nextInt(256) : random.nextInt(4)).append("))\n");
        }
        String leaf = component.leaf(encoding);
        return random.nextBoolean() ? leaf : together(type, pads, hasResource, StringEncoding.UTF16, leaf);
    }

    private String leaf(StringEncoding encoding) {
        String reference = reference(type);
        String body;
        if (params.size() == 1 && (pads > 0 || flat.size() > Flattening.MAX_FLAT_PARAMS)) {
            // The first parameter lies where all of them lie.
            body = isInMemory() ? damage + "(local.get 0)" : load(type);
        } else if (isInMemory()) {
            StringBuilder stores = new StringBuilder(room());
            store(type, 0, 0, stores);
            body = stores.append(damage) + "(local.get $p)";
        } else {
            body = "(local.get 0)";
        }
        return "(component\n" + resource() + LIBC + types + module("", body)
                + "(core instance $i (instantiate $m (with \"libc\" (instance $libc))))\n" + lifted(encoding, reference)
                + ")\n";
    }

    private String forwarder(StringEncoding encoding, String reference) {
        StringBuilder call = new StringBuilder();
        for (int i = 0; i < params.size(); i++) {
            call.append(" (local.get ").append(i).append(")");
        }
        String body = isInMemory() ? room() + "(call $id" + call + " (local.get $p)) (local.get $p)" : "(call $id" + call + ")";
        String imported = "(import \"\" \"id\" (func $id (param %s)%s))".formatted(words(params) + (isInMemory() ? " i32" : ""),
                isInMemory() ? "" : " (result " + coreResult() + ")");
        return LIBC + module(imported, body) + """
                (core func $lowered (canon lower (func $id) (memory $mem) (realloc $realloc) string-encoding=%s))
                (core instance $i (instantiate $m (with "libc" (instance $libc))
                  (with "" (instance (export "id" (func $lowered))))))
                """.formatted(word(encoding)) + lifted(encoding, reference);
    }

    // ---- core code

    /** The only core value of a type, from memory. */
    private String load(ValueType of) {
        Optional<List<ValueType>> members = members(of);
        if (members.isPresent()) {
            return load(members.get().get(0));
        }
        if (flat.get(0) != NumType.I32) {
            return "(" + words(flat) + ".load (local.get 0))";
        }
        boolean isSigned = of == Primitive.S8 || of == Primitive.S16;
        int size = (int) new Layout(4).size(of);
        return "(i32.load" + (size == 4 ? "" : size * 8 + (isSigned ? "_s" : "_u")) + " (local.get 0))";
    }

    private static Optional<List<ValueType>> members(ValueType of) {
        return of instanceof FixedListType list ? Optional.of(Collections.nCopies(list.length(), list.element()))
                : Despecialised.members(of);
    }

    /** Writes a value that begins at a core value to an offset from {@code $p}. */
    private void store(ValueType of, int first, long offset, StringBuilder out) {
        Optional<List<ValueType>> members = members(of);
        Optional<List<Optional<ValueType>>> payloads = Despecialised.payloads(of);
        if (members.isPresent()) {
            long[] offsets = new Layout(4).offsets(members.get());
            int slot = first;
            for (int i = 0; i < members.get().size(); i++) {
                store(members.get().get(i), slot, offset + offsets[i], out);
                slot += Flattening.of(members.get().get(i)).size();
            }
        } else if (payloads.isPresent()) {
            store("i32.store", Layout.discriminantSize(payloads.get().size()), first, NumType.I32, offset, out);
            for (int i = 0; i < payloads.get().size(); i++) {
                if (payloads.get().get(i).isPresent()) {
                    out.append("(if (i32.eq ").append(slot(first, NumType.I32)).append(" (i32.const ").append(i).append(
                            ")) (then\n");
                    store(payloads.get().get(i).get(), first + 1, offset + new Layout(4).payloadOffset(payloads.get()), out);
                    out.append("))\n");
                }
            }
        } else if (of == Primitive.STRING || of instanceof ListType || of instanceof MapType) {
            store("i32.store", 4, first, NumType.I32, offset, out);
            store("i32.store", 4, first + 1, NumType.I32, offset + 4, out);
        } else {
            NumType core = Flattening.of(of).get(0);
            store(words(List.of(core)) + ".store", core == NumType.I32 ? (int) new Layout(4).size(of) : 4, first, core, offset,
                    out);
        }
    }

    private void store(String instruction, int size, int slot, NumType core, long offset, StringBuilder out) {
        out.append('(').append(instruction).append(size == 4 ? "" : String.valueOf(8 * size)).append(" offset=").append(offset)
                .append(" (local.get $p) ").append(slot(slot, core)).append(")\n");
    }

    /** A parameter, which may be joined of several types, as one of them. */
    private String slot(int index, NumType wanted) {
        String local = "(local.get " + index + ")";
        NumType actual = flat.get(index);
        if (actual == wanted) {
            return local;
        }
        String word = actual == NumType.I64 && wanted != NumType.F64 ? "(i32.wrap_i64 " + local + ")" : local;
        return switch (wanted) {
            case I32 -> word;
            case F32 -> "(f32.reinterpret_i32 " + word + ")";
            default -> "(f64.reinterpret_i64 " + local + ")";
        };
    }

    // ---- types

    /** How a type is written where it is used; those that need a name get one. */
    private String reference(ValueType of) {
        if (of instanceof Primitive primitive) {
            return primitive.toString();
        }
        if (of instanceof OwnType) {
            return "(own $r)";
        }
        if (of instanceof ListType list) {
            return "(list " + reference(list.element()) + ")";
        }
        if (of instanceof FixedListType list) {
            return "(list " + reference(list.element()) + " " + list.length() + ")";
        }
        if (of instanceof MapType map) {
            return "(map " + reference(map.key()) + " " + reference(map.value()) + ")";
        }
        if (of instanceof TupleType tuple) {
            StringBuilder text = new StringBuilder("(tuple");
            tuple.members().forEach(member -> text.append(' ').append(reference(member)));
            return text + ")";
        }
        if (of instanceof OptionType option) {
            return "(option " + reference(option.payload()) + ")";
        }
        if (of instanceof ResultType result) {
            return "(result" + result.ok().map(ok -> " " + reference(ok)).orElse("") + result.error().map(error -> " (error "
                    + reference(error) + ")").orElse("") + ")";
        }
        return name(definition(of));
    }

    private String definition(ValueType of) {
        StringBuilder text = new StringBuilder();
        if (of instanceof RecordType record) {
            record.fields().forEach(field -> text.append(" (field \"").append(field.name()).append("\" ").append(reference(field
                    .type())).append(")"));
            return "(record" + text + ")";
        }
        if (of instanceof VariantType variant) {
            variant.cases().forEach(one -> text.append(" (case \"").append(one.name()).append('"').append(one.payload().map(
                    payload -> " " + reference(payload)).orElse("")).append(")"));
            return "(variant" + text + ")";
        }
        boolean isFlags = of instanceof FlagsType;
        List<String> labels = isFlags ? ((FlagsType) of).labels() : ((EnumType) of).labels();
        labels.forEach(label -> text.append(" \"").append(label).append('"'));
        return (isFlags ? "(flags" : "(enum") + text + ")";
    }

    private String name(String definition) {
        int number = named++;
        types.append("(type $d%d %s)\n".formatted(number, definition));
        types.append((importsTypes ? "(import \"t%d\" (type $t%d (eq $d%d)))\n" : "(export $t%d \"t%d\" (type $d%d))\n")
                .formatted(number, number, number));
        return "$t" + number;
    }
}
