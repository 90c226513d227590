package dev.vespula.text.parser;

import dev.vespula.internal.binary.NameSection.Space;
import dev.vespula.text.syntax.Bytes;
import dev.vespula.text.syntax.Symbols;

/** The custom section that keeps identifiers and names (specification, appendix "Custom Sections", and its extension). */
final class NameSection {

    private final Symbols symbols;
    private final SectionBuffer locals = new SectionBuffer();
    private final SectionBuffer labels = new SectionBuffer();
    private int module = Cursor.NONE;

    NameSection(Symbols symbols) {
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
        if (module != Cursor.NONE) {
            byte[] name = symbols.bytes(module);
            out.put(Space.MODULE.ordinal()).u32(name.length + Bytes.u32Length(name.length)).vector(name);
        }
        writeSpace(out, Space.FUNCTION, scope.functions);
        writeIndirect(out, Space.LOCAL, locals);
        writeIndirect(out, Space.LABEL, labels);
        writeSpace(out, Space.TYPE, scope.types);
        writeSpace(out, Space.TABLE, scope.tables);
        writeSpace(out, Space.MEMORY, scope.memories);
        writeSpace(out, Space.GLOBAL, scope.globals);
        writeSpace(out, Space.ELEMENT, scope.elems);
        writeSpace(out, Space.DATA, scope.datas);
        writeIndirect(out, Space.FIELD, fields(scope.typeTable));
        writeSpace(out, Space.TAG, scope.tags);
        return out;
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

    private void writeSpace(Bytes out, Space id, IndexSpace space) {
        if (space.named().size() > 0) {
            Bytes map = new Bytes();
            writeMap(map, space.named());
            out.put(id.ordinal()).vector(map);
        }
    }

    private static void writeIndirect(Bytes out, Space id, SectionBuffer subsection) {
        if (subsection.count() > 0) {
            out.put(id.ordinal()).u32(subsection.entries().size() + Bytes.u32Length(subsection.count()));
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
