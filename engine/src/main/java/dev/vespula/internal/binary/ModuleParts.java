package dev.vespula.internal.binary;

import dev.vespula.internal.types.TypeDefinition;
import dev.vespula.internal.types.TypeRegistry;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** What the decoder has gathered so far; becomes a {@link ModuleModel}. */
final class ModuleParts {
    private static final int[] NO_INTS = {};

    byte[] bytes;
    Features features;
    TypeRegistry registry;
    int[] types = NO_INTS;
    TypeDefinition[] definitions = {};
    int[] importOffsets = NO_INTS;
    byte[] importKinds = {};
    int[] importIndices = NO_INTS;
    final int[] importedCounts = new int[ExternKind.values().length];
    /** Module type index of every function, imports first. */
    int[] functionTypes = NO_INTS;
    int[] bodyStarts = NO_INTS;
    int[] bodyEnds = NO_INTS;
    final List<TableEntry> tables = new ArrayList<>();
    final List<MemoryEntry> memories = new ArrayList<>();
    int[] globalTypes = NO_INTS;
    boolean[] globalMutable = {};
    /** Offsets of initialisers, of defined globals only. */
    int[] globalInits = NO_INTS;
    int[] tags = NO_INTS;
    int[] exportOffsets = NO_INTS;
    byte[] exportKinds = {};
    int[] exportIndices = NO_INTS;
    int start = -1;
    int startOffset = -1;
    final List<ElementSegment> elements = new ArrayList<>();
    final List<DataSegment> datas = new ArrayList<>();
    /** The number in the data count section, -1 where there is none. */
    long dataCount = -1;
    /** Functions that occur outside of function bodies, which {@code ref.func} may therefore name. */
    final BitSet declared = new BitSet();
    final List<CustomSection> customSections = new ArrayList<>();

    /** A function index occurs outside of function bodies; one that cannot exist is found out later. */
    void declare(int function) {
        if (Integer.compareUnsigned(function, 2 * ImplementationLimits.FUNCTIONS) < 0) {
            declared.set(function);
        }
    }
}
