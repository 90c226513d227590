package dev.vespula.text.parser;

import dev.vespula.internal.binary.BinaryFormat;
import dev.vespula.internal.binary.ExternKind;
import dev.vespula.internal.binary.NameSection.Space;
import dev.vespula.internal.binary.Opcode;
import dev.vespula.text.syntax.Bytes;
import dev.vespula.text.syntax.ExternWords;
import dev.vespula.text.syntax.Keyword;
import dev.vespula.text.syntax.SectionKind;
import dev.vespula.text.syntax.TokenKind;
import dev.vespula.types.AddressType;
import java.util.EnumMap;
import java.util.Map;

/** Fields of a module but types, each encoded into its section (specification, section 6.6). */
final class FieldParser {
    private final ModuleScope scope;
    private final Cursor cursor;
    private final TypeParser types;
    private final InstructionParser instructions;
    private final SegmentParser segments;
    private final KeptNames names;
    private final Bytes body = new Bytes(1024);
    private final IntList declared = new IntList();
    private final Map<SectionKind, SectionBuffer> sections = new EnumMap<>(SectionKind.class);
    private final Map<ExternKind, Integer> next = new EnumMap<>(ExternKind.class);
    private Integer start;

    FieldParser(ModuleScope scope, KeptNames names) {
        this.scope = scope;
        this.cursor = scope.cursor;
        this.types = scope.typeParser;
        for (SectionKind kind : SectionKind.values()) {
            sections.put(kind, new SectionBuffer());
        }
        this.instructions = new InstructionParser(scope);
        this.segments = new SegmentParser(scope, instructions, section(SectionKind.ELEM), section(SectionKind.DATA));
        this.names = names;
    }

    SectionBuffer section(SectionKind kind) {
        return sections.get(kind);
    }

    BranchHints branchHints() {
        return instructions.hints();
    }

    /** The start function, or null. */
    Integer start() {
        return start;
    }

    /** Bytes in all sections. */
    int size() {
        return sections.values().stream().mapToInt(section -> section.entries().size() + 8).sum();
    }

    /** Reads the field at the cursor, which the first pass has seen to be one. */
    void read() {
        if (scope.places != null) {
            int field = cursor.position();
            sections.forEach((kind, section) -> section.mark(kind, scope.places, field));
        }
        readField();
    }

    private void readField() {
        Keyword keyword = cursor.openKeyword();
        cursor.moveTo(cursor.position() + 2);
        switch (keyword) {
            case IMPORT -> readImport();
            case EXPORT -> readExport();
            case START -> {
                if (scope.places != null) {
                    scope.places.entry(SectionKind.START, 0, cursor.position());
                }
                start = scope.of(Space.FUNCTION).read(cursor);
            }
            case ELEM -> segments.readElem();
            case DATA -> segments.readData();
            default -> readDefinition(ExternWords.kind(keyword));
        }
        cursor.expectClose();
    }

    // Imports and exports --------------------------------------------------------------------------------------------

    private void readImport() {
        byte[] module = cursor.readName();
        Bytes out = section(SectionKind.IMPORT).next().vector(module);
        switch (ImportForm.at(cursor)) {
            case SINGLE -> {
                out.vector(cursor.readName());
                readExtern(out);
            }
            case OF_MODULE -> {
                out.u32(0).put(BinaryFormat.IMPORTS_OF_MODULE).u32(ImportForm.countItems(cursor));
                while (cursor.takeOpen(Keyword.ITEM)) {
                    out.vector(cursor.readName());
                    readExtern(out);
                    cursor.expectClose();
                }
            }
            case OF_TYPE -> readImportsOfType(out);
        }
    }

    /** Imports of one type, which stands behind their names in the text and before them in the binary. */
    private void readImportsOfType(Bytes out) {
        int count = ImportForm.countItems(cursor);
        Bytes items = new Bytes();
        while (cursor.takeOpen(Keyword.ITEM)) {
            items.vector(cursor.readName());
            cursor.expectClose();
        }
        out.u32(0).put(BinaryFormat.IMPORTS_OF_TYPE);
        ExternKind kind = cursor.openExtern();
        next.merge(kind, count, Integer::sum);
        if (kind == ExternKind.FUNCTION) {
            types.readImportedFunction(out, TypeParser.ParameterNames.IGNORED);
        } else {
            out.put(kind.ordinal());
            types.readExtern(kind, out);
        }
        cursor.expectClose();
        out.u32(count).put(items);
    }

    /** What is imported, in its parentheses. */
    private void readExtern(Bytes out) {
        ExternKind kind = cursor.openExtern();
        Naming.take(cursor);
        readImported(kind, takeIndex(kind), out);
        cursor.expectClose();
    }

    private void readImported(ExternKind kind, int index, Bytes out) {
        if (kind == ExternKind.FUNCTION) {
            types.readImportedFunction(out, scope.locals::name);
            // Names of its parameters are kept.
            names.addLocals(index, scope.locals.named());
            scope.locals.clear(cursor);
        } else {
            out.put(kind.ordinal());
            types.readExtern(kind, out);
        }
    }

    private void readExport() {
        byte[] name = cursor.readName();
        ExternKind kind = cursor.openExtern();
        export(name, kind, scope.of(kind).read(cursor));
        cursor.expectClose();
    }

    private void export(byte[] name, ExternKind kind, int index) {
        section(SectionKind.EXPORT).next().vector(name).put(kind.ordinal()).u32(index);
    }

    // Definitions ----------------------------------------------------------------------------------------------------

    private void readDefinition(ExternKind kind) {
        Naming.take(cursor);
        int index = takeIndex(kind);
        while (cursor.takeOpen(Keyword.EXPORT)) {
            export(cursor.readName(), kind, index);
            cursor.expectClose();
        }
        if (cursor.takeOpen(Keyword.IMPORT)) {
            byte[] module = cursor.readName();
            byte[] name = cursor.readName();
            cursor.expectClose();
            readImported(kind, index, section(SectionKind.IMPORT).next().vector(module).vector(name));
            return;
        }
        switch (kind) {
            case FUNCTION -> section(SectionKind.FUNC).next().u32(readFunction(index));
            case TABLE -> readTable(index);
            case MEMORY -> readMemory(index);
            case GLOBAL -> readGlobal();
            case TAG -> section(SectionKind.TAG).next().put(0)
                    .u32(types.readTypeUse(TypeParser.ParameterNames.IGNORED));
        }
    }

    private void readTable(int index) {
        Bytes out = section(SectionKind.TABLE).next();
        AddressType address = ContainerLimits.readAddress(cursor);
        if (types.isValType()) {
            int type = types.readRefType();
            int count = segments.readInlineElem(index, type, address);
            out.valType(type);
            ContainerLimits.exactly(address, count, null).write(out);
            return;
        }
        ContainerLimits read = ContainerLimits.read(cursor, address);
        int type = types.readRefType();
        boolean initialised = !cursor.isAt(TokenKind.CLOSE);
        if (initialised) {
            out.put(BinaryFormat.TABLE_WITH_INIT).put(0);
        }
        out.valType(type);
        read.write(out);
        if (initialised) {
            readExpression(out);
        }
    }

    private void readMemory(int index) {
        Bytes out = section(SectionKind.MEMORY).next();
        AddressType address = ContainerLimits.readAddress(cursor);
        Integer pageSize = ContainerLimits.takePageSize(cursor);
        if (!cursor.takeOpen(Keyword.DATA)) {
            if (pageSize != null) {
                throw cursor.unexpected("(data");
            }
            ContainerLimits.readMemory(cursor, address).write(out);
            return;
        }
        long bytes = segments.readInlineData(index, address);
        cursor.expectClose();
        long page = 1L << (pageSize == null ? BinaryFormat.PAGE_SIZE_LOG2 : pageSize);
        ContainerLimits.exactly(address, (bytes + page - 1) / page, pageSize).write(out);
    }

    private void readGlobal() {
        Bytes out = section(SectionKind.GLOBAL).next();
        types.readGlobalType(out);
        readExpression(out);
    }

    private void readExpression(Bytes out) {
        instructions.readSequence(out);
        out.put(Opcode.END.code());
    }

    private int takeIndex(ExternKind kind) {
        return next.merge(kind, 1, Integer::sum) - 1;
    }

    // Functions ------------------------------------------------------------------------------------------------------

    /** Type use, locals and body of a definition; answers the type's index. */
    private int readFunction(int index) {
        int type = types.readTypeUse(scope.locals::name);
        Signature signature = scope.typeTable.signature(type);
        scope.locals.add(signature == null ? 0 : signature.params().length);
        body.truncate(0);
        BinaryPlaces places = scope.places;
        if (places != null) {
            places.beginBody();
        }
        readLocals();
        scope.labels.enterFunction();
        instructions.readBody(index, body);
        instructions.mark(body);
        body.put(Opcode.END.code());
        SectionBuffer code = section(SectionKind.CODE);
        code.next().vector(body);
        if (places != null) {
            places.endBody(code.entries().size() - body.size());
        }
        names.addLocals(index, scope.locals.named());
        names.addLabels(index, scope.labels.named());
        // Expressions outside of functions see neither locals nor labels.
        scope.locals.clear(cursor);
        scope.labels.clear();
        return type;
    }

    private void readLocals() {
        declared.clear();
        while (cursor.takeOpen(Keyword.LOCAL)) {
            if (cursor.isAt(TokenKind.ID) || cursor.isAt(TokenKind.ANNOTATION)) {
                scope.locals.name(cursor, scope.locals.count() + declared.size());
                declared.add(types.readValType());
            } else {
                types.readValTypes(declared);
            }
            cursor.expectClose();
        }
        writeLocals();
    }

    /** Neighbours of one type become one group. */
    private void writeLocals() {
        int groups = 0;
        for (int i = 0; i < declared.size(); i++) {
            groups += i == 0 || declared.get(i) != declared.get(i - 1) ? 1 : 0;
        }
        body.u32(groups);
        for (int from = 0; from < declared.size();) {
            int to = from + 1;
            while (to < declared.size() && declared.get(to) == declared.get(from)) {
                to++;
            }
            body.u32(to - from);
            body.valType(declared.get(from));
            from = to;
        }
    }
}
