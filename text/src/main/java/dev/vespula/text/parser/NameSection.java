package dev.vespula.text.parser;

import dev.vespula.text.syntax.Bytes;
import dev.vespula.text.syntax.Symbols;

/** The custom section that keeps identifiers and names (specification, appendix "Custom Sections", and its extension). */
final class NameSection {

    private static final int MODULE = 0;
    private static final int FUNCTIONS = 1;
    private static final int LOCALS = 2;
    private static final int LABELS = 3;
    private static final int TYPES = 4;
    private static final int TABLES = 5;
    private static final int MEMORIES = 6;
    private static final int GLOBALS = 7;
    private static final int ELEMS = 8;
    private static final int DATAS = 9;
    private static final int FIELDS = 10;
    private static final int TAGS = 11;

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
            out.put(MODULE).u32(name.length + Bytes.u32Length(name.length)).vector(name);
        }
        writeSpace(out, FUNCTIONS, scope.functions);
        writeIndirect(out, LOCALS, locals);
        writeIndirect(out, LABELS, labels);
        writeSpace(out, TYPES, scope.types);
        writeSpace(out, TABLES, scope.tables);
        writeSpace(out, MEMORIES, scope.memories);
        writeSpace(out, GLOBALS, scope.globals);
        writeSpace(out, ELEMS, scope.elems);
        writeSpace(out, DATAS, scope.datas);
        writeIndirect(out, FIELDS, fields(scope.typeTable));
        writeSpace(out, TAGS, scope.tags);
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
