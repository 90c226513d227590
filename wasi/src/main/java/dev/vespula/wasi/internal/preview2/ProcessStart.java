package dev.vespula.wasi.internal.preview2;

import dev.vespula.wasi.HostResolver;
import dev.vespula.wasi.NetworkPolicy;
import dev.vespula.wasi.WasiClock;
import dev.vespula.wasi.internal.descriptors.OpenDirectory;
import dev.vespula.wasi.internal.descriptors.ProcessStreams;
import dev.vespula.wasi.internal.files.Host;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * What the components of a process start with. It is kept until there are any: most programs are modules, whose start it must not
 * delay (24 classes and 10 lambdas).
 *
 * @param random null for secure random numbers
 * @param mounts directories that are held for components, whatever modules do with theirs
 */
public record ProcessStart(List<byte[]> arguments, Map<String, String> variables, ProcessStreams standard, WasiClock clock,
        RandomGenerator random, NetworkPolicy policy, HostResolver resolver, int maxOpenFiles, int maxResources, Host host,
        List<OpenDirectory> mounts) {}
