/**
 * WASI preview 1: {@link dev.vespula.wasi.Wasi} is a process, {@link dev.vespula.wasi.WasiThreads} its threads; everything else
 * is an option of their builders. What does the work is in {@code internal}, from the guest to the host: {@code preview1} (the
 * functions) → {@code descriptors} → {@code files} (the sandbox).
 *
 * <p>Everything that a guest can find out or reach is an option:
 *
 * <pre>{@code
 * NetworkPolicy policy = request -> request.use() == NetworkUse.TCP_CONNECT && request.port() == 443;
 * HostResolver resolver = name -> List.of(InetAddress.getByName("192.0.2.1"));
 * try (Wasi process = Wasi.builder()
 *         .args("report", "--short")
 *         .preopen(dir, "/data", Access.READ_ONLY)
 *         .dotEntries(DotEntries.OMITTED)
 *         .fileAttributes(FileAttributes.REPEATABLE)
 *         .clock(WasiClock.virtual(0, 1_000))
 *         .random(new Random(1))
 *         .network(policy)
 *         .hostResolver(resolver)
 *         .build()) {
 *     process.addTo(linker);
 * }
 * NetworkRequest asked = NetworkRequest.of(NetworkUse.TCP_CONNECT, "example.org", 80);
 * try {
 *     if (!policy.permits(asked)) {
 *         throw new NetworkDeniedException(asked);
 *     }
 * } catch (NetworkDeniedException e) {
 *     System.out.println("denied: " + e.request());
 * }
 * }</pre>
 */
@NullMarked
package dev.vespula.wasi;

import org.jspecify.annotations.NullMarked;
