package dev.vespula.text.parser;

import dev.vespula.internal.binary.NameSection.Space;
import dev.vespula.text.syntax.Bytes;
import dev.vespula.text.syntax.Symbols;

/** The custom section that keeps identifiers and names (specification, appendix "Custom Sections", and its extension). */
final class KeptNames {
    private final Symbols symbols;
    private final SectionBuffer locals = new SectionBuffer();
    private final SectionBuffer labels = new SectionBuffer();
    private int module = Cursor.NONE;

    KeptNames(Symbols symbols) {
        this.symbols = symbols;
    }

    void setModule(int symbol) {
        module = symbol;
    }

    /** Keeps the names of a function's locals: pairs of index and symbol. */
    void addLocals(int function, IntList named) {
        add(locals, function, named);
    }

    /** Keeps the names of a function's labels: pairs of block number and symbol. */
    void addLabels(int function, IntList named) {
        add(labels, function, named);
    }

    private void add(SectionBuffer subsection, int owner, IntList named) {
        if (named.size() > 0) {
            Bytes out = subsection.next();
            out.u32(owner);
            writeMap(out, named);
        }
    }

    /** The section's content behind its own name; empty when there is nothing to keep. */
    Bytes content(ModuleScope scope) {
        Bytes out = new Bytes();
        for (Space space : Space.values()) {
            int id = space.ordinal();
            switch (space) {
                case MODULE -> writeModule(out, id);
                case LOCAL -> writeIndirect(out, id, locals);
                case LABEL -> writeIndirect(out, id, labels);
                case FIELD -> writeIndirect(out, id, fields(scope.typeTable));
                default -> writeSpace(out, id, scope.of(space));
            }
        }
        return out;
    }

    private void writeModule(Bytes out, int id) {
        if (module != Cursor.NONE) {
            byte[] name = symbols.bytes(module);
            out.put(id).u32(name.length + Bytes.u32Length(name.length)).vector(name);
        }
    }

    private SectionBuffer fields(TypeTable types) {
        SectionBuffer fields = new SectionBuffer();
        for (int type = 0; type < types.count(); type++) {
            IntList named = types.fieldNames(type);
            if (named != null) {
                add(fields, type, named);
            }
        }
        return fields;
    }

    private void writeSpace(Bytes out, int id, IndexSpace space) {
        if (space.named().size() > 0) {
            Bytes map = new Bytes();
            writeMap(map, space.named());
            out.put(id).vector(map);
        }
    }

    private static void writeIndirect(Bytes out, int id, SectionBuffer subsection) {
        if (subsection.count() > 0) {
            out.put(id).u32(subsection.entries().size() + Bytes.u32Length(subsection.count()));
            out.u32(subsection.count()).put(subsection.entries());
        }
    }

    private void writeMap(Bytes out, IntList named) {
        out.u32(named.size() / 2);
        for (int i = 0; i < named.size(); i += 2) {
            out.u32(named.get(i)).vector(symbols.bytes(named.get(i + 1)));
        }
    }
}
