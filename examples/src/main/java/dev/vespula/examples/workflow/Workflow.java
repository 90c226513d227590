package dev.vespula.examples.workflow;

import dev.vespula.CallOutcome;
import dev.vespula.Engine;
import dev.vespula.HostSuspended;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.Prepared;
import dev.vespula.ReferenceCodec;
import dev.vespula.Snapshot;
import dev.vespula.Store;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * An order that waits for people and parcels. While it waits it is a file, and no process:
 *
 * <pre>
 *   Workflow 17.order start 17 25000     waiting: approve order 17 of 250.00
 *   Workflow 17.order answer 1           charged 250.00, waiting: has parcel 1 of order 17 arrived
 *   Workflow 17.order answer 1           waiting: has parcel 2 of order 17 arrived
 *   Workflow 17.order answer 1           done: 2
 * </pre>
 */
public final class Workflow {
    private final Engine engine = Engine.create();
    private final Prepared<Void> order;
    private final Store<Void> store = new Store<>(engine);
    private final Path file;

    private Workflow(Path file) throws IOException {
        this.file = file;
        Linker<Void> steps = new Linker<>(engine);
        steps.func("steps", "approve", (caller, args) -> {
            throw caller.suspend("approve order " + args.i32(0) + " of " + money(args.i32(1)));
        });
        steps.func("steps", "ship", (caller, args) -> {
            throw caller.suspend("has parcel " + args.i32(1) + " of order " + args.i32(0) + " arrived");
        });
        steps.func("steps", "charge", (caller, args) -> {
            System.out.println("charged " + money(args.i32(1)));
            args.result(0, 1);
        });
        order = steps.prepare(Module.ofResource(engine, Workflow.class, "order.wasm"));
    }

    private static String money(int cents) {
        return cents / 100 + "." + cents / 10 % 10 + cents % 10;
    }

    /** Arguments: the file of the order, and {@code start NUMBER CENTS} or {@code answer NUMBER}. */
    public static void main(String[] args) throws IOException {
        Workflow workflow = new Workflow(Path.of(args[0]));
        int number = Integer.parseInt(args[2]);
        workflow.keep(args[1].equals("start") ? workflow.start(number, Integer.parseInt(args[3])) : workflow.answer(number));
    }

    private CallOutcome start(int number, int cents) {
        return order.instantiate(store).func("order").callResumable(number, cents);
    }

    private CallOutcome answer(int answer) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            Snapshot.Restored restored = Snapshot.read(in).restore(store, order, ReferenceCodec.VALUES);
            return ((HostSuspended) restored.call().orElseThrow()).resume(answer);
        }
    }

    /** The file is the old one or the new one, whole, whenever the machine stops. */
    private void keep(CallOutcome outcome) throws IOException {
        if (outcome instanceof HostSuspended waiting) {
            Path next = file.resolveSibling(file.getFileName() + ".next");
            try (OutputStream out = Files.newOutputStream(next)) {
                Snapshot.of(waiting, ReferenceCodec.VALUES).write(out);
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
            System.out.println("waiting: " + waiting.payload());
        } else if (outcome instanceof CallOutcome.Finished finished) {
            Files.deleteIfExists(file);
            System.out.println("done: " + finished.results()[0]);
        }
    }
}
