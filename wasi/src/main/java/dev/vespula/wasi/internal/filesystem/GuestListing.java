package dev.vespula.wasi.internal.filesystem;

import dev.vespula.component.HostCall;
import dev.vespula.component.Result;
import dev.vespula.wasi.DotEntries;
import dev.vespula.wasi.internal.descriptors.OpenDirectory;
import dev.vespula.wasi.internal.files.Directory;
import dev.vespula.wasi.internal.files.Errno;
import dev.vespula.wasi.internal.files.ErrnoException;
import dev.vespula.wasi.internal.files.FileType;
import dev.vespula.wasi.internal.files.Filestat;
import dev.vespula.wasi.internal.files.Listing;
import dev.vespula.wasi.internal.io.HostedResource;
import dev.vespula.wasi.internal.io.ResourceCount;
import java.io.IOException;
import java.util.Optional;

/** {@code directory-entry-stream}: what a directory contains, in the order of the names. */
public final class GuestListing extends HostedResource {
    private final GuestFiles files;
    private final Hold hold;
    private final Listing listing;
    private long next;

    GuestListing(ResourceCount count, GuestFiles files, Hold hold, OpenDirectory directory) throws ErrnoException {
        super(count);
        this.files = files;
        this.hold = hold.retain();
        this.listing = new Listing(directory.host(), DotEntries.OMITTED);
    }

    /** {@code read-directory-entry}: nothing at the end. */
    public synchronized Result<Optional<DirectoryEntry>, ErrorCode> readDirectoryEntry(HostCall<?> call) {
        return files.answer(call, () -> hold.apply(descriptor -> Optional.ofNullable(read(descriptor.directory().host()))));
    }

    private DirectoryEntry read(Directory directory) throws IOException {
        while (true) {
            files.stop().check();
            String name = listing.name(next);
            if (name == null) {
                listing.atEnd();
                return null;
            }
            next++;
            Filestat found = directory.look(name);
            if (found != null && found.type() == FileType.UNKNOWN) {
                found = directory.statIfExists(name);
            }
            if (found != null) {
                return new DirectoryEntry(DescriptorType.of(found.type()), name);
            }
            Errno.ILSEQ.when(name.indexOf(Directory.REPLACEMENT) >= 0);
            // Gone since it was listed.
        }
    }

    @Override
    protected synchronized void release() {
        listing.close();
        hold.release();
    }
}
