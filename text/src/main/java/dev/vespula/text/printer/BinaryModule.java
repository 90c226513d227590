package dev.vespula.text.printer;

import dev.vespula.EnforcedLimits;
import dev.vespula.internal.binary.BinaryFormat;
import dev.vespula.internal.binary.ByteReader;
import dev.vespula.internal.binary.CustomSection;
import dev.vespula.internal.binary.Features;
import dev.vespula.internal.binary.ModuleDecoder;
import dev.vespula.internal.binary.ModuleModel;
import dev.vespula.internal.types.TypeDefinition;
import dev.vespula.internal.types.TypeKind;
import dev.vespula.internal.types.TypeRegistry;
import java.util.List;

/**
 * The module to print. The engine's decoder has checked and counted everything but the bodies; texts are made from the
 * bytes, which still have the module's own type indices.
 */
final class BinaryModule {
    private final byte[] bytes;
    private final ModuleModel model;
    private final ModuleNames names;
    private final int[] starts = new int[BinaryFormat.TAG_SECTION + 1];
    private final int[] ends = new int[BinaryFormat.TAG_SECTION + 1];

    /**
     * @throws dev.vespula.ModuleException when the module cannot be decoded
     */
    BinaryModule(byte[] bytes) {
        this.bytes = bytes;
        this.model = ModuleDecoder.decode(bytes, Features.ALL, EnforcedLimits.none(), new TypeRegistry());
        this.names = new ModuleNames(model);
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

    ModuleNames names() {
        return names;
    }

    List<CustomSection> customSections() {
        return model.customSections();
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
}
