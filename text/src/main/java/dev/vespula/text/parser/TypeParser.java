package dev.vespula.text.parser;

import dev.vespula.internal.binary.BinaryFormat;
import dev.vespula.internal.binary.ExternKind;
import dev.vespula.internal.types.HeapTypes;
import dev.vespula.internal.types.ValTypes;
import dev.vespula.text.syntax.Bytes;
import dev.vespula.text.syntax.Keyword;
import dev.vespula.text.syntax.TokenKind;
import dev.vespula.text.syntax.TypeWords;

/** Value types, type definitions and type uses (specification, section 6.4). */
final class TypeParser {
    /** Larger type indices cannot be valid and would not fit beside the bits for nullability and exactness. */
    private static final int MOST_TYPES = 1 << 24;

    /** What to do with a parameter's identifier. */
    interface ParameterNames {

        /** Parameters cannot have identifiers here. */
        ParameterNames FORBIDDEN = (cursor, index) -> {
            throw cursor.unexpected("value type");
        };

        /** Parameters may have identifiers but nothing can use them. */
        ParameterNames IGNORED = (cursor, index) -> {
            Naming.take(cursor);
        };

        /** Called with the cursor at the identifier, which it must consume. */
        void name(Cursor cursor, int index);
    }

    private final Cursor cursor;
    private final Indices space;
    private final TypeTable table;
    private final IntList params = new IntList();
    private final IntList results = new IntList();

    TypeParser(Cursor cursor, Indices space, TypeTable table) {
        this.cursor = cursor;
        this.space = space;
        this.table = table;
    }

    // Value types ----------------------------------------------------------------------------------------------------

    boolean isValType() {
        if (cursor.isAt(TokenKind.OPEN)) {
            return cursor.openKeyword() == Keyword.REF;
        }
        return TypeWords.valueType(cursor.keyword()) != null;
    }

    int readValType() {
        if (cursor.isAt(TokenKind.OPEN)) {
            return readRefType();
        }
        Integer type = TypeWords.valueType(cursor.keyword());
        if (type == null) {
            throw cursor.unexpected("value type");
        }
        cursor.advance();
        return type;
    }

    int readRefType() {
        if (cursor.takeOpen(Keyword.REF)) {
            boolean nullable = cursor.take(Keyword.NULL);
            int heap = readHeapType();
            cursor.expectClose();
            return nullable ? ValTypes.nullable(heap) : ValTypes.nonNull(heap);
        }
        Integer type = TypeWords.valueType(cursor.keyword());
        if (type == null || !ValTypes.isReference(type)) {
            throw cursor.unexpected("reference type");
        }
        cursor.advance();
        return type;
    }

    int readHeapType() {
        if (cursor.takeOpen(Keyword.EXACT)) {
            int index = readIndex();
            cursor.expectClose();
            return HeapTypes.exact(HeapTypes.ofId(index));
        }
        if (cursor.isIndex()) {
            return HeapTypes.ofId(readIndex());
        }
        Integer heap = TypeWords.heapType(cursor.keyword());
        if (heap == null) {
            throw cursor.unexpected("heap type");
        }
        cursor.advance();
        return heap;
    }

    /** A type index inside of a type; one that is too large to be valid is cut down to one that is still too large. */
    private int readIndex() {
        int index = space.read(cursor);
        return Integer.compareUnsigned(index, MOST_TYPES) > 0 ? MOST_TYPES : index;
    }

    // Definitions ----------------------------------------------------------------------------------------------------

    /** A {@code (type ...)} or {@code (rec ...)} field, the cursor at its parenthesis. Identifiers are known already. */
    void readGroup() {
        if (cursor.takeOpen(Keyword.REC)) {
            readRecursionGroup();
            cursor.expectClose();
        } else {
            if (readDefinition()) {
                table.makePlain();
            }
            table.countGroup();
        }
    }

    /** The types of a recursion group, up to the parenthesis that closes it. */
    void readRecursionGroup() {
        int token = cursor.position();
        int size = 0;
        for (; cursor.isAt(TokenKind.OPEN); size++) {
            cursor.moveTo(cursor.tokens().skipGroup(cursor.position()));
        }
        cursor.moveTo(token);
        table.section().put(BinaryFormat.REC).u32(size);
        boolean plain = false;
        for (int i = 0; i < size; i++) {
            plain = readDefinition();
        }
        if (plain && size == 1) {
            table.makePlain();
        }
        table.countGroup();
    }

    /** A type by itself, without the words around it that give it a name. */
    void readSingle() {
        if (readSubType()) {
            table.makePlain();
        }
        table.countGroup();
    }

    /** Whether the type is a function type, final and without supertypes. */
    private boolean readDefinition() {
        cursor.expectOpen(Keyword.TYPE);
        Naming.take(cursor);
        boolean plain = readSubType();
        cursor.expectClose();
        return plain;
    }

    private boolean readSubType() {
        if (!cursor.takeOpen(Keyword.SUB)) {
            return readDescribedType();
        }
        boolean isFinal = cursor.take(Keyword.FINAL);
        params.clear();
        while (cursor.isIndex()) {
            params.add(readIndex());
        }
        int[] supers = params.toArray();
        boolean bare = isFinal && supers.length == 0;
        if (!bare) {
            Bytes section = table.section();
            section.put(isFinal ? BinaryFormat.SUB_FINAL : BinaryFormat.SUB).u32(supers.length);
            for (int index : supers) {
                section.u32(index);
            }
        }
        boolean function = readDescribedType();
        cursor.expectClose();
        return bare && function;
    }

    /** A composite type behind what it describes and what describes it. */
    private boolean readDescribedType() {
        boolean describes = takeClause(Keyword.DESCRIBES, BinaryFormat.DESCRIBES);
        boolean isDescribed = takeClause(Keyword.DESCRIPTOR, BinaryFormat.DESCRIPTOR);
        return readCompositeType() && !describes && !isDescribed;
    }

    private boolean takeClause(Keyword keyword, int code) {
        if (!cursor.takeOpen(keyword)) {
            return false;
        }
        table.section().put(code).u32(readIndex());
        cursor.expectClose();
        return true;
    }

    private boolean readCompositeType() {
        Bytes section = table.section();
        Keyword keyword = cursor.openKeyword();
        if (keyword != Keyword.FUNC && keyword != Keyword.STRUCT && keyword != Keyword.ARRAY && keyword != Keyword.CONT) {
            cursor.expect(TokenKind.OPEN, "(");
            throw cursor.unexpected("func, struct, array or cont");
        }
        cursor.moveTo(cursor.position() + 2);
        switch (keyword) {
            case FUNC -> {
                section.put(BinaryFormat.FUNC);
                Signature signature = readSignature(ParameterNames.IGNORED);
                section.valTypes(signature.params()).valTypes(signature.results());
                table.add(signature);
            }
            case STRUCT -> {
                section.put(BinaryFormat.STRUCT);
                readFields();
                table.add(null);
            }
            case CONT -> {
                section.put(BinaryFormat.CONT);
                section.heapType(HeapTypes.ofId(readIndex()));
                table.add(null);
            }
            default -> {
                section.put(BinaryFormat.ARRAY);
                readFieldType(section);
                table.add(null);
            }
        }
        cursor.expectClose();
        return keyword == Keyword.FUNC;
    }

    private void readFields() {
        int type = table.count();
        Bytes fields = new Bytes();
        int count = 0;
        while (cursor.takeOpen(Keyword.FIELD)) {
            Naming naming = Naming.take(cursor);
            if (naming.id() != Cursor.NONE && !table.addFieldId(type, naming.id(), count)) {
                throw naming.duplicate(cursor, "field");
            }
            if (!naming.isEmpty()) {
                table.addFieldName(type, count, naming.name());
                readFieldType(fields);
                count++;
            } else {
                while (!cursor.isAt(TokenKind.CLOSE)) {
                    readFieldType(fields);
                    count++;
                }
            }
            cursor.expectClose();
        }
        table.section().u32(count).put(fields);
    }

    private void readFieldType(Bytes out) {
        boolean mutable = cursor.takeOpen(Keyword.MUT);
        out.valType(readStorageType());
        if (mutable) {
            cursor.expectClose();
        }
        out.put(mutable ? 1 : 0);
    }

    private int readStorageType() {
        if (cursor.take(Keyword.I8)) {
            return ValTypes.I8;
        }
        return cursor.take(Keyword.I16) ? ValTypes.I16 : readValType();
    }

    // Type uses ------------------------------------------------------------------------------------------------------

    /** Reads {@code (type x)? (param ...)* (result ...)*}, giving the type's index. */
    int readTypeUse(ParameterNames names) {
        long explicit = takeTypeReference();
        int token = cursor.position();
        Signature inline = readSignature(names);
        if (explicit == Cursor.NONE) {
            return table.find(inline);
        }
        checkInline((int) explicit, inline, token);
        return (int) explicit;
    }

    /** Reads {@code (type x)?}: an unsigned index, {@link Cursor#NONE} when it is not there. */
    long takeTypeReference() {
        if (!cursor.takeOpen(Keyword.TYPE)) {
            return Cursor.NONE;
        }
        int index = space.read(cursor);
        cursor.expectClose();
        return Integer.toUnsignedLong(index);
    }

    /** A signature beside an explicit type must be the type's own, or empty, which means it is left out. */
    void checkInline(int explicit, Signature inline, int token) {
        if (inline.isEmpty()) {
            return;
        }
        if (!table.isDefined(explicit)) {
            throw cursor.error(token, "unknown type " + Integer.toUnsignedString(explicit));
        }
        if (!inline.equals(table.signature(explicit))) {
            throw cursor.error(token, "inline function type does not match type " + Integer.toUnsignedString(explicit));
        }
    }

    /** Reads the kind of a function that is imported, and its type use; {@code (exact ...)} around that is another kind. */
    int readImportedFunction(Bytes out, ParameterNames names) {
        boolean isExact = cursor.takeOpen(Keyword.EXACT);
        int type = readTypeUse(names);
        if (isExact) {
            cursor.expectClose();
        }
        out.put(isExact ? BinaryFormat.EXACT_FUNCTION : ExternKind.FUNCTION.ordinal()).u32(type);
        return type;
    }

    /** Reads the type of an import of a kind, behind the words for the kind and the identifier. */
    void readExtern(ExternKind kind, Bytes out) {
        switch (kind) {
            case FUNCTION -> out.u32(readTypeUse(ParameterNames.IGNORED));
            case TABLE -> {
                ContainerLimits read = ContainerLimits.read(cursor, ContainerLimits.readAddress(cursor));
                out.valType(readRefType());
                read.write(out);
            }
            case MEMORY -> ContainerLimits.readMemory(cursor, ContainerLimits.readAddress(cursor)).write(out);
            case GLOBAL -> readGlobalType(out);
            case TAG -> out.put(0).u32(readTypeUse(ParameterNames.IGNORED));
        }
    }

    /** Reads a value type that may be mutable. */
    void readGlobalType(Bytes out) {
        boolean mutable = cursor.takeOpen(Keyword.MUT);
        out.valType(readValType());
        out.put(mutable ? 1 : 0);
        if (mutable) {
            cursor.expectClose();
        }
    }

    /** Reads {@code (param ...)* (result ...)*}. */
    Signature readSignature(ParameterNames names) {
        params.clear();
        results.clear();
        while (cursor.takeOpen(Keyword.PARAM)) {
            if (cursor.isAt(TokenKind.ID) || cursor.isAt(TokenKind.ANNOTATION)) {
                names.name(cursor, params.size());
                params.add(readValType());
            } else {
                readValTypes(params);
            }
            cursor.expectClose();
        }
        readResults(results);
        if (cursor.isOpen(Keyword.PARAM) || cursor.isOpen(Keyword.TYPE)) {
            throw cursor.unexpected("");
        }
        if (params.size() == 0 && results.size() == 0) {
            return Signature.EMPTY;
        }
        return new Signature(params.toArray(), results.toArray());
    }

    /** Reads {@code (result ...)*}. */
    void readResults(IntList types) {
        while (cursor.takeOpen(Keyword.RESULT)) {
            readValTypes(types);
            cursor.expectClose();
        }
    }

    void readValTypes(IntList types) {
        while (!cursor.isAt(TokenKind.CLOSE)) {
            types.add(readValType());
        }
    }
}
