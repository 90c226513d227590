package dev.vespula;

import java.util.Optional;

/**
 * A guest has no room for what its host wanted to put into its memory: its allocator gave address 0, or cannot be asked for so
 * much. The guest is as it was; smaller sizes may succeed, and larger ones after something was freed.
 *
 * @see GuestAllocator#allocate
 */
public final class AllocationException extends WasmException {
    private static final long serialVersionUID = 1;

    private final long size;

    /**
     * A failure to allocate so much.
     *
     * @param size in bytes
     */
    public AllocationException(long size) {
        super("the guest's allocator has no room for " + size + " bytes");
        this.size = size;
    }

    @Override
    public Optional<ExceededLimit> exceededLimit() {
        return Optional.of(ExceededLimit.MEMORY);
    }

    /** How many bytes were asked for. */
    public long size() {
        return size;
    }
}
