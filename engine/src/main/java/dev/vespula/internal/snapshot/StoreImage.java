package dev.vespula.internal.snapshot;

import java.util.List;
import java.util.Map;

/**
 * The state of a store as far as some instances reach. Arrays are not to be written to.
 *
 * @param fuel        what was left in the store; 0 if it was not metered
 * @param modules     the modules of the instances
 * @param instances   the instances, those asked for first
 * @param memories    the memories
 * @param tables      the tables
 * @param globals     the globals
 * @param tags        the tags
 * @param objects     what references refer to
 * @param call        the suspended call, or {@code null}
 * @param attachments bytes of the embedder by name
 */
public record StoreImage(
        long fuel,
        List<ModuleImage> modules,
        List<InstanceImage> instances,
        List<MemoryImage> memories,
        List<TableImage> tables,
        List<GlobalImage> globals,
        List<Site> tags,
        List<ObjectImage> objects,
        CallImage call,
        Map<String, byte[]> attachments) {

    /** The same with other attachments. */
    public StoreImage with(Map<String, byte[]> others) {
        return new StoreImage(fuel, modules, instances, memories, tables, globals, tags, objects, call, others);
    }

    /** The same with other modules. */
    public StoreImage with(List<ModuleImage> others) {
        return new StoreImage(fuel, others, instances, memories, tables, globals, tags, objects, call, attachments);
    }

    /**
     * Where something is declared: its type is not written but found there.
     *
     * @param instance an instance that defines it or, if none of these does, one that imports it
     * @param index    its index there
     */
    public record Site(int instance, int index) {}

    /**
     * A module.
     *
     * @param hash  SHA-256 of its bytes
     * @param bytes the module itself, or {@code null} if whoever restores the snapshot must have it
     */
    public record ModuleImage(byte[] hash, byte[] bytes) {}

    /**
     * An instance.
     *
     * @param module      its module
     * @param imports     its imported functions, as references
     * @param memories    its memories, imported ones first, as all that follows
     * @param tables      its tables
     * @param globals     its globals
     * @param tags        its tags
     * @param elements    references of each element segment; {@code null} where it was dropped
     * @param droppedData a bit for each data segment that was dropped
     * @param paid        a bit for each function that is not imported and whose translation is paid; empty if nothing was
     *                    metered
     */
    public record InstanceImage(int module, int[] imports, int[] memories, int[] tables, int[] globals, int[] tags,
            int[][] elements, byte[] droppedData, byte[] paid) {}

    /**
     * A table.
     *
     * @param lengths lengths of runs of equal references; their sum is the table's size
     * @param refs    the references of the runs
     */
    public record TableImage(Site site, TableLimits limits, int[] lengths, int[] refs) {
        /** The declared limits, which the site of an import need not repeat. */
        public record TableLimits(long minimum, long maximum) {}
    }

    /**
     * A global.
     *
     * @param bits a number, or the low half of a vector
     * @param high the high half
     * @param ref  a reference
     */
    public record GlobalImage(Site site, long bits, long high, int ref) {}

    /**
     * A suspended call.
     *
     * @param function the function called, as a reference
     * @param frames   the calls under way, outermost first
     * @param cells    the numeric slots
     * @param refs     the reference slots; {@code null} if there are none
     * @param base     first slot of the window of {@code host}
     * @param host     the host function that is waited for, as a reference
     * @param required size of the charge that failed
     * @param payload  what the host function told, as a reference
     * @param failure  what the host function threw if it did not suspend the call, as text; else {@code null}
     */
    public record CallImage(int function, List<FrameImage> frames, long[] cells, int[] refs, int base, int host,
            long required, int payload, String failure) {}

    /** A frame, as {@link dev.vespula.internal.runtime.Activation.Frame}. */
    public record FrameImage(int instance, int function, int pc, int slots, int fingerprint) {}
}
