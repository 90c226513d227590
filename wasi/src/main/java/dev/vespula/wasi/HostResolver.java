package dev.vespula.wasi;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Where the addresses of names come from. Called by several threads; may wait, since nobody's guest is held up by it. */
@FunctionalInterface
public interface HostResolver {
    /** The JDK's, which asks the operating system. */
    HostResolver SYSTEM = new HostResolver() {
        // Not a lambda, for the reason of NetworkPolicy.NONE.
        @Override
        public List<InetAddress> resolve(String name) throws UnknownHostException {
            return List.of(InetAddress.getAllByName(name));
        }
    };

    /**
     * Looks up a name.
     *
     * @param name as {@link NetworkRequest#host}
     * @return in the order in which they are to be tried
     * @throws UnknownHostException if there is none
     */
    List<InetAddress> resolve(String name) throws UnknownHostException;
}
