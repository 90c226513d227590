package dev.vespula.text.printer;

import dev.vespula.EnforcedLimits;
import dev.vespula.internal.binary.BinaryFormat;
import dev.vespula.internal.binary.ByteReader;
import dev.vespula.internal.binary.ExternKind;
import dev.vespula.internal.binary.Features;
import dev.vespula.internal.binary.ModuleDecoder;
import dev.vespula.internal.binary.ModuleModel;
import dev.vespula.internal.binary.NameSection;
import dev.vespula.internal.binary.NameSection.Space;
import dev.vespula.internal.types.TypeDefinition;
import dev.vespula.internal.types.TypeKind;
import dev.vespula.internal.types.TypeRegistry;
import dev.vespula.text.syntax.ExternWords;
import java.util.EnumMap;
import java.util.Map;

/**
 * The module to print, with its names. The engine's decoder has checked and counted everything but the bodies; texts are made
 * from the bytes, which still have the module's own type indices.
 */
final class BinaryModule implements TypeNames {
    private final byte[] bytes;
    private final ModuleModel model;
    private final NameSection names;
    private final Map<Space, Names> spaces = new EnumMap<>(Space.class);
    private final Names[] fields;
    private final int[] starts = new int[BinaryFormat.TAG_SECTION + 1];
    private final int[] ends = new int[BinaryFormat.TAG_SECTION + 1];

    /**
     * @throws dev.vespula.ModuleException when the module cannot be decoded
     */
    BinaryModule(byte[] bytes) {
        this.bytes = bytes;
        this.model = ModuleDecoder.decode(bytes, Features.ALL, EnforcedLimits.none(), new TypeRegistry());
        this.names = model.names();
        put(Space.TYPE, model.typeCount());
        put(Space.FUNCTION, model.functionCount());
        put(Space.TABLE, model.tableCount());
        put(Space.MEMORY, model.memoryCount());
        put(Space.GLOBAL, model.globalCount());
        put(Space.TAG, model.tagCount());
        put(Space.ELEMENT, model.elementCount());
        put(Space.DATA, model.dataCount());
        fields = new Names[model.typeCount()];
        findSections();
    }

    private void findSections() {
        ByteReader in = new ByteReader(bytes, BinaryFormat.HEADER_BYTES, bytes.length);
        while (in.remaining() > 0) {
            int id = in.readByte();
            int size = in.readU32();
            if (id != BinaryFormat.CUSTOM_SECTION) {
                starts[id] = in.position();
                ends[id] = in.position() + size;
            }
            in.skip(size);
        }
    }

    byte[] bytes() {
        return bytes;
    }

    ModuleModel model() {
        return model;
    }

    /** A reader at the beginning of a section's content, or null when the module does not have it. */
    ByteReader section(int id) {
        return ends[id] == 0 ? null : new ByteReader(bytes, starts[id], ends[id]);
    }

    /** The definition of a type, or null when there is no such type. */
    TypeDefinition type(int type) {
        return type >= 0 && type < model.typeCount() ? model.type(type) : null;
    }

    /** How many parameters a function type has; 0 for anything else. */
    int paramCount(int type) {
        TypeDefinition definition = type(type);
        return definition != null && definition.kind() == TypeKind.FUNC ? definition.params().length : 0;
    }

    /** How many results a function type has; 0 for anything else. */
    int resultCount(int type) {
        TypeDefinition definition = type(type);
        return definition != null && definition.kind() == TypeKind.FUNC ? definition.results().length : 0;
    }

    /** How many values a function takes and gives. */
    record Arity(int params, int results) {}

    /** What the function type has that a continuation type is over; nothing for anything else. */
    Arity continued(int type) {
        TypeDefinition function = function(type(type));
        return function == null ? new Arity(0, 0) : new Arity(function.params().length, function.results().length);
    }

    /** How many values come back to what switches to a continuation of a type. */
    int switchedResults(int type) {
        TypeDefinition function = function(type(type));
        int last = function == null ? -1 : function.params().length - 1;
        int left = last < 0 ? -1 : function.params()[last];
        TypeDefinition suspended = left < 0 ? null : function(model.registry().definition(left));
        return suspended == null ? 0 : suspended.params().length;
    }

    private TypeDefinition function(TypeDefinition continuation) {
        return continuation != null && continuation.kind() == TypeKind.CONT
                ? model.registry().ofHeap(continuation.function()) : null;
    }

    // Names ----------------------------------------------------------------------------------------------------------

    private void put(Space space, int count) {
        spaces.put(space, new Names(count, index -> names.name(space, index)));
    }

    Names names(Space space) {
        return spaces.get(space);
    }

    Names names(ExternKind kind) {
        return names(ExternWords.space(kind));
    }

    /** The module's own name, or null. */
    String name() {
        return names.module();
    }

    Names locals(int function, int count) {
        return names.hasLocals(function) ? new Names(count, local -> names.local(function, local)) : Names.NONE;
    }

    boolean hasNamedLocals(int function) {
        return names.hasLocals(function);
    }

    /** The name of a block, counted in the order of their beginnings, or null. */
    String label(int function, int block) {
        return names.label(function, block);
    }

    @Override
    public String definition(int type) {
        return names(Space.TYPE).definition(type);
    }

    @Override
    public String reference(int type) {
        return names(Space.TYPE).reference(type);
    }

    @Override
    public Names fields(int type) {
        if (fields[type] == null) {
            fields[type] = new Names(model.type(type).fieldCount(), field -> names.field(type, field));
        }
        return fields[type];
    }

    /** How an instruction refers to a field. */
    String field(int type, int field) {
        boolean known = type >= 0 && type < model.typeCount();
        return known ? fields(type).reference(field) : Integer.toUnsignedString(field);
    }
}
