package dev.vespula.internal.snapshot;

import dev.vespula.internal.memory.MemoryShape;
import dev.vespula.internal.snapshot.StoreImage.CallImage;
import dev.vespula.internal.snapshot.StoreImage.FrameImage;
import dev.vespula.internal.snapshot.StoreImage.GlobalImage;
import dev.vespula.internal.snapshot.StoreImage.InstanceImage;
import dev.vespula.internal.snapshot.StoreImage.ModuleImage;
import dev.vespula.internal.snapshot.StoreImage.Site;
import dev.vespula.internal.snapshot.StoreImage.TableImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Writes an image. The form: eight bytes of {@link SnapshotFormat#MAGIC}, the version, then in chunks all lists of the
 * image, each with its length in front, and last a SHA-256 hash of everything before.
 */
public final class ImageWriter {
    private final SnapshotOutput out;

    private ImageWriter(SnapshotOutput out) {
        this.out = out;
    }

    /** Writes an image; the stream stays open. */
    public static void write(StoreImage image, OutputStream stream) throws IOException {
        byte[] header = SnapshotFormat.header();
        stream.write(header);
        SnapshotOutput out = new SnapshotOutput(stream, SnapshotFormat.digest(header));
        new ImageWriter(out).image(image);
        out.finish();
    }

    private void image(StoreImage image) throws IOException {
        out.u64(image.fuel());
        list(image.modules(), this::module);
        list(image.instances(), this::instance);
        list(image.objects(), this::object);
        list(image.memories(), this::memory);
        list(image.tables(), this::table);
        list(image.globals(), this::global);
        list(image.tags(), this::site);
        optional(image.call(), this::call);
        out.number(image.attachments().size());
        for (Map.Entry<String, byte[]> attachment : image.attachments().entrySet()) {
            text(attachment.getKey());
            out.sized(attachment.getValue());
        }
    }

    private void module(ModuleImage module) throws IOException {
        out.bytes(module.hash());
        optional(module.bytes(), out::sized);
    }

    private void instance(InstanceImage instance) throws IOException {
        out.number(instance.module());
        out.numbers(instance.imports());
        out.numbers(instance.memories());
        out.numbers(instance.tables());
        out.numbers(instance.globals());
        out.numbers(instance.tags());
        out.number(instance.elements().length);
        for (int[] segment : instance.elements()) {
            optional(segment, out::numbers);
        }
        out.sized(instance.droppedData());
        out.sized(instance.paid());
    }

    private void object(ObjectImage object) throws IOException {
        if (object instanceof ObjectImage.Defined function) {
            out.u8(SnapshotFormat.DEFINED);
            site(function.site());
        } else if (object instanceof ObjectImage.Imported function) {
            out.u8(SnapshotFormat.IMPORTED);
            site(function.site());
        } else if (object instanceof ObjectImage.HostFunction function) {
            out.u8(SnapshotFormat.HOST_FUNCTION);
            out.sized(function.data());
        } else if (object instanceof ObjectImage.HostObject host) {
            out.u8(SnapshotFormat.HOST_OBJECT);
            out.sized(host.data());
        } else if (object instanceof ObjectImage.Thrown exception) {
            out.u8(SnapshotFormat.THROWN);
            out.number(exception.tag());
            cells(exception.cells());
            out.numbers(exception.refs());
        } else if (object instanceof ObjectImage.Text text) {
            out.u8(SnapshotFormat.TEXT);
            out.sized(TextBytes.of(text.value()));
        } else if (object instanceof ObjectImage.Integer31 integer) {
            out.u8(SnapshotFormat.INTEGER_31);
            out.u64(integer.value());
        } else if (object instanceof ObjectImage.Struct struct) {
            out.u8(SnapshotFormat.STRUCT);
            type(struct.type());
            cells(struct.cells());
            out.numbers(struct.refs());
        } else if (object instanceof ObjectImage.Array array) {
            out.u8(SnapshotFormat.ARRAY);
            type(array.type());
            out.sized(array.bytes());
            out.numbers(array.refs());
        } else if (object instanceof ObjectImage.Consumed) {
            out.u8(SnapshotFormat.CONSUMED);
        } else if (object instanceof ObjectImage.Fresh continuation) {
            out.u8(SnapshotFormat.FRESH);
            out.number(continuation.function());
            cells(continuation.cells());
            out.numbers(continuation.refs());
        } else if (object instanceof ObjectImage.Suspended continuation) {
            out.u8(SnapshotFormat.SUSPENDED);
            list(continuation.frames(), this::frame);
            cells(continuation.cells());
            out.numbers(continuation.refs());
        }
    }

    private void type(ObjectImage.TypeSite type) throws IOException {
        out.number(type.module());
        out.number(type.index());
    }

    private void memory(MemoryImage memory) throws IOException {
        site(memory.site());
        MemoryShape shape = memory.shape();
        out.number(shape.minimum());
        out.number(shape.maximum());
        out.number(memory.pages());
        long[] count = {0};
        for (MemoryImage.Piece piece : memory.pieces()) {
            ZeroRuns.between(piece.bytes(), (from, to) -> count[0]++);
        }
        out.number(count[0]);
        long[] done = {0};
        for (MemoryImage.Piece piece : memory.pieces()) {
            ZeroRuns.between(piece.bytes(), (from, to) -> {
                out.number(piece.address() + from - done[0]);
                out.sized(piece.bytes(), from, to);
                done[0] = piece.address() + to;
            });
        }
    }

    private void table(TableImage table) throws IOException {
        site(table.site());
        out.number(table.limits().minimum());
        out.number(table.limits().maximum());
        out.numbers(table.lengths());
        out.numbers(table.refs());
    }

    private void global(GlobalImage global) throws IOException {
        site(global.site());
        out.u64(global.bits());
        out.u64(global.high());
        out.number(global.ref());
    }

    private void site(Site site) throws IOException {
        out.number(site.instance());
        out.number(site.index());
    }

    private void call(CallImage call) throws IOException {
        out.number(call.function());
        list(call.frames(), this::frame);
        cells(call.cells());
        optional(call.refs(), out::numbers);
        out.number(call.base());
        out.number(call.host());
        out.number(call.required());
        out.number(call.payload());
        optional(call.failure(), this::text);
    }

    private void cells(long[] cells) throws IOException {
        out.number(cells.length);
        for (long cell : cells) {
            out.u64(cell);
        }
    }

    private void frame(FrameImage frame) throws IOException {
        out.number(frame.instance());
        out.number(frame.function());
        out.number(frame.pc());
        out.number(frame.slots());
        out.u64(frame.fingerprint());
    }

    private void text(String text) throws IOException {
        out.sized(text.getBytes(StandardCharsets.UTF_8));
    }

    private <E> void list(List<E> elements, Part<E> part) throws IOException {
        out.number(elements.size());
        for (E element : elements) {
            part.write(element);
        }
    }

    private <E> void optional(E value, Part<E> part) throws IOException {
        out.u8(value == null ? 0 : 1);
        if (value != null) {
            part.write(value);
        }
    }

    private interface Part<E> {
        void write(E element) throws IOException;
    }
}
