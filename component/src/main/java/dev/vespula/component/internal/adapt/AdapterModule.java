package dev.vespula.component.internal.adapt;

import dev.vespula.component.internal.binary.ByteSink;
import dev.vespula.types.NumType;
import dev.vespula.types.ValType;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The core module of an adapter while it is written. Its imports stand in the order in which they were asked for. */
final class AdapterModule {
    private static final byte[] PREAMBLE = {0, 'a', 's', 'm', 1, 0, 0, 0};
    private static final int FUNCTION = 0;
    private static final int MEMORY = 2;
    private static final int GLOBAL = 3;
    private static final int MUTABLE = 1;
    private static final int HAS_PAGE_SIZE = 8;
    private static final int USUAL_PAGE = 16;

    private final Map<Signature, Integer> types = new LinkedHashMap<>();
    private final Map<Provision, Integer> functionImports = new LinkedHashMap<>();
    private final Map<Provision, Integer> globals = new LinkedHashMap<>();
    private final List<Provision> imports = new ArrayList<>();
    private final ByteSink importSection = new ByteSink();
    private final List<Body> functions = new ArrayList<>();

    private record Signature(List<NumType> params, List<NumType> results) {}

    static int code(NumType type) {
        return switch (type) {
            case I32 -> 0x7F;
            case I64 -> 0x7E;
            case F32 -> 0x7D;
            case F64 -> 0x7C;
            default -> throw new AssertionError(type);
        };
    }

    /** Types of numbers, as such. */
    static List<NumType> numbers(List<ValType> types) {
        return types.stream().map(NumType.class::cast).toList();
    }

    /** What it imports, in order. */
    List<Provision> imports() {
        return imports;
    }

    /** The index of a function type. */
    int type(List<NumType> params, List<NumType> results) {
        return types.computeIfAbsent(new Signature(params, results), type -> types.size());
    }

    /** The index of an imported function. */
    int function(Provision what, List<NumType> params, List<NumType> results) {
        return functionImports.computeIfAbsent(what, any -> {
            importing(what, FUNCTION);
            importSection.writeU32(type(params, results));
            return functionImports.size();
        });
    }

    /** The index of an imported global. */
    int global(Provision what, NumType type) {
        return globals.computeIfAbsent(what, any -> {
            importing(what, GLOBAL);
            importSection.writeByte(code(type));
            importSection.writeByte(MUTABLE);
            return globals.size();
        });
    }

    /** Imports the memories of both sides, in their order. */
    void memory(Provision what, int pageSizeLog2) {
        importing(what, MEMORY);
        importSection.writeByte(pageSizeLog2 == USUAL_PAGE ? 0 : HAS_PAGE_SIZE);
        importSection.writeU32(0);
        if (pageSizeLog2 != USUAL_PAGE) {
            importSection.writeU32(pageSizeLog2);
        }
    }

    private void importing(Provision what, int kind) {
        imports.add(what);
        importSection.writeName("");
        importSection.writeName(what.toString());
        importSection.writeByte(kind);
    }

    /** Adds a function, to be written by the caller. */
    Body add(List<NumType> params, List<NumType> results) {
        Body body = new Body(params, results);
        functions.add(body);
        type(params, results);
        return body;
    }

    /** The binary, which exports one function under the empty name. */
    byte[] toBytes(Body exported) {
        ByteSink module = new ByteSink();
        module.writeBytes(PREAMBLE, 0, PREAMBLE.length);
        section(module, 1, typeSection());
        ByteSink counted = new ByteSink();
        counted.writeU32(imports.size());
        counted.writeSink(importSection);
        section(module, 2, counted);
        ByteSink declared = new ByteSink();
        declared.writeVector(functions, body -> declared.writeU32(type(body.params(), body.results())));
        section(module, 3, declared);
        ByteSink exports = new ByteSink();
        exports.writeU32(1);
        exports.writeName("");
        exports.writeByte(FUNCTION);
        Map<Body, Integer> indices = new IdentityHashMap<>();
        functions.forEach(body -> indices.put(body, functionImports.size() + indices.size()));
        exports.writeU32(indices.get(exported));
        section(module, 7, exports);
        ByteSink code = new ByteSink();
        code.writeVector(functions, body -> body.writeTo(code, indices));
        section(module, 10, code);
        return module.toBytes();
    }

    private ByteSink typeSection() {
        ByteSink section = new ByteSink();
        section.writeVector(types.keySet(), type -> {
            section.writeByte(0x60);
            section.writeVector(type.params, param -> section.writeByte(code(param)));
            section.writeVector(type.results, result -> section.writeByte(code(result)));
        });
        return section;
    }

    private static void section(ByteSink module, int id, ByteSink content) {
        module.writeByte(id);
        module.writeSized(content);
    }
}
