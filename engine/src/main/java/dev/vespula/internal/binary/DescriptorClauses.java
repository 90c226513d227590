package dev.vespula.internal.binary;

import dev.vespula.internal.types.TypeDraft;
import dev.vespula.internal.types.TypeKind;

/** What a recursion group must keep to where types in it describe others (proposal custom-descriptors). */
final class DescriptorClauses {
    private DescriptorClauses() {}

    /**
     * Checks a group: who describes a type is described by it in turn and comes later, and both are structs.
     *
     * @param offsets where the types stand, for errors
     */
    static void check(TypeDraft[] group, int[] offsets) {
        for (int place = 0; place < group.length; place++) {
            TypeDraft type = group[place];
            if (type.described() != TypeDraft.NONE) {
                if (group[type.described()].descriptor() != place) {
                    throw ModuleError.NOT_DESCRIPTOR.at(offsets[place]);
                }
                if (type.described() >= place) {
                    throw ModuleError.DESCRIBED_LATER.at(offsets[place]);
                }
            }
            if (type.descriptor() != TypeDraft.NONE && group[type.descriptor()].described() != place) {
                throw ModuleError.NOT_DESCRIBED.at(offsets[place]);
            }
        }
        for (int place = 0; place < group.length; place++) {
            checkKind(group[place], offsets[place]);
        }
    }

    private static void checkKind(TypeDraft type, int offset) {
        boolean hasDescriptor = type.descriptor() != TypeDraft.NONE;
        if (type.kind() != TypeKind.STRUCT && (hasDescriptor || type.described() != TypeDraft.NONE)) {
            throw ModuleError.DESCRIPTOR_KIND.at(offset, hasDescriptor ? "descriptor" : "described");
        }
    }
}
