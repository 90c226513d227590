package dev.vespula.internal.snapshot;

import dev.vespula.SnapshotException;
import dev.vespula.SnapshotException.Reason;
import dev.vespula.internal.memory.MemoryShape;
import dev.vespula.internal.snapshot.StoreImage.CallImage;
import dev.vespula.internal.snapshot.StoreImage.FrameImage;
import dev.vespula.internal.snapshot.StoreImage.GlobalImage;
import dev.vespula.internal.snapshot.StoreImage.InstanceImage;
import dev.vespula.internal.snapshot.StoreImage.ModuleImage;
import dev.vespula.internal.snapshot.StoreImage.Site;
import dev.vespula.internal.snapshot.StoreImage.TableImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what {@link ImageWriter} writes. Every number that counts or refers is checked here or, where the modules must be
 * known for it, when the image is restored.
 */
public final class ImageReader {
    private static final int ANY = Integer.MAX_VALUE;

    private final SnapshotInput in;

    private ImageReader(SnapshotInput in) {
        this.in = in;
    }

    /**
     * Reads an image; of the stream no byte behind it is taken.
     *
     * @throws SnapshotException if it is none
     */
    public static StoreImage read(InputStream stream) throws IOException {
        byte[] expected = SnapshotFormat.header();
        byte[] header = stream.readNBytes(expected.length);
        int magic = SnapshotFormat.MAGIC.length;
        int known = Math.min(header.length, magic);
        if (!Arrays.equals(header, 0, known, expected, 0, known)) {
            throw new SnapshotException(Reason.NOT_A_SNAPSHOT, "this is not a snapshot");
        }
        if (header.length < expected.length) {
            throw new SnapshotException(Reason.TRUNCATED, "the snapshot ends too early");
        }
        int version = header[magic] & 0xFF | (header[magic + 1] & 0xFF) << 8;
        if (version != SnapshotFormat.VERSION) {
            throw new SnapshotException(Reason.UNSUPPORTED_VERSION, "the snapshot has format " + version
                    + ", this engine reads format " + SnapshotFormat.VERSION);
        }
        SnapshotInput in = new SnapshotInput(stream, SnapshotFormat.digest(header));
        StoreImage image = new ImageReader(in).image();
        in.finish();
        return image;
    }

    private StoreImage image() throws IOException {
        long fuel = in.u64();
        List<ModuleImage> modules = list(this::module);
        List<InstanceImage> instances = list(() -> instance(modules.size()));
        int count = instances.size();
        List<ObjectImage> objects = list(() -> object(count, modules.size()));
        List<MemoryImage> memories = list(() -> memory(count));
        List<TableImage> tables = list(() -> table(count, objects.size()));
        List<GlobalImage> globals = list(() -> new GlobalImage(site(count), in.u64(), in.u64(), reference(objects.size())));
        List<Site> tags = list(() -> site(count));
        CallImage call = optional(() -> call(count, objects.size()));
        Map<String, byte[]> attachments = new LinkedHashMap<>();
        for (int left = in.count(); left > 0; left--) {
            attachments.put(text(), in.sized());
        }
        return new StoreImage(fuel, modules, instances, memories, tables, globals, tags, objects, call, attachments);
    }

    private ModuleImage module() throws IOException {
        return new ModuleImage(in.bytes(SnapshotFormat.HASH_BYTES), optional(in::sized));
    }

    private InstanceImage instance(int modules) throws IOException {
        return new InstanceImage(in.index(modules), in.numbers(ANY), in.numbers(ANY), in.numbers(ANY), in.numbers(ANY),
                in.numbers(ANY), list(() -> optional(() -> in.numbers(ANY))).toArray(int[][]::new), in.sized(), in.sized());
    }

    private ObjectImage object(int instances, int modules) throws IOException {
        int kind = in.u8();
        return switch (kind) {
            case SnapshotFormat.DEFINED -> new ObjectImage.Defined(site(instances));
            case SnapshotFormat.IMPORTED -> new ObjectImage.Imported(site(instances));
            case SnapshotFormat.HOST_FUNCTION -> new ObjectImage.HostFunction(in.sized());
            case SnapshotFormat.HOST_OBJECT -> new ObjectImage.HostObject(in.sized());
            case SnapshotFormat.THROWN -> new ObjectImage.Thrown(in.count(), cells(in.count()), in.numbers(ANY));
            case SnapshotFormat.TEXT -> new ObjectImage.Text(TextBytes.text(in.sized()));
            case SnapshotFormat.INTEGER_31 -> new ObjectImage.Integer31((int) in.u64());
            case SnapshotFormat.STRUCT -> new ObjectImage.Struct(type(modules), cells(in.count()), in.numbers(ANY));
            case SnapshotFormat.ARRAY -> new ObjectImage.Array(type(modules), in.sized(), in.numbers(ANY));
            case SnapshotFormat.CONSUMED -> new ObjectImage.Consumed();
            case SnapshotFormat.FRESH -> new ObjectImage.Fresh(in.count(), cells(in.count()), in.numbers(ANY));
            case SnapshotFormat.SUSPENDED ->
                new ObjectImage.Suspended(list(() -> frame(instances)), cells(in.count()), in.numbers(ANY));
            default -> throw SnapshotInput.corrupt("an object of an unknown kind");
        };
    }

    private ObjectImage.TypeSite type(int modules) throws IOException {
        return new ObjectImage.TypeSite(in.index(modules), in.count());
    }

    private MemoryImage memory(int instances) throws IOException {
        Site site = site(instances);
        // What else a memory's type says is found at its site.
        MemoryShape shape = new MemoryShape(in.number(), in.number(), 0, false, MemoryShape.Sharing.UNSHARED);
        long pages = in.number();
        PieceList pieces = new PieceList();
        for (int left = in.count(); left > 0; left--) {
            pieces.add(in.number(), in.sized());
        }
        return new MemoryImage(site, shape, pages, pieces.done());
    }

    private TableImage table(int instances, int objects) throws IOException {
        Site site = site(instances);
        TableImage.TableLimits limits = new TableImage.TableLimits(in.number(), in.number());
        int[] lengths = in.numbers(ANY);
        int[] refs = in.numbers(objects + 1);
        if (lengths.length != refs.length) {
            throw SnapshotInput.corrupt("a table with too many or few references");
        }
        return new TableImage(site, limits, lengths, refs);
    }

    private Site site(int instances) throws IOException {
        return new Site(in.index(instances), in.count());
    }

    private int reference(int objects) throws IOException {
        return in.index(objects + 1);
    }

    private CallImage call(int instances, int objects) throws IOException {
        int function = reference(objects);
        List<FrameImage> frames = list(() -> frame(instances));
        long[] cells = cells(in.count());
        int[] refs = optional(() -> in.numbers(objects + 1));
        int base = in.count();
        int host = reference(objects);
        long required = in.number();
        if (required < 0) {
            throw SnapshotInput.corrupt("a charge of less than nothing");
        }
        return new CallImage(function, frames, cells, refs, base, host, required, reference(objects), optional(this::text));
    }

    private FrameImage frame(int instances) throws IOException {
        return new FrameImage(in.index(instances), in.count(), in.count(), in.count(), (int) in.u64());
    }

    private long[] cells(int count) throws IOException {
        long[] cells = new long[Math.min(count, 1 << 12)];
        for (int i = 0; i < count; i++) {
            if (i == cells.length) {
                cells = Arrays.copyOf(cells, (int) Math.min(count, 2L * i));
            }
            cells[i] = in.u64();
        }
        return cells;
    }

    private String text() throws IOException {
        return new String(in.sized(), StandardCharsets.UTF_8);
    }

    private <E> List<E> list(Part<E> part) throws IOException {
        int count = in.count();
        List<E> elements = new ArrayList<>(Math.min(count, 1 << 12));
        for (int i = 0; i < count; i++) {
            elements.add(part.read());
        }
        return elements;
    }

    private <E> E optional(Part<E> part) throws IOException {
        int there = in.u8();
        if (there > 1) {
            throw SnapshotInput.corrupt("neither there nor absent");
        }
        return there == 0 ? null : part.read();
    }

    private interface Part<E> {
        E read() throws IOException;
    }
}
