package dev.vespula.wasi;

/** What a guest wants to do with the network. */
public enum NetworkUse {
    /** To open a TCP connection; asked for the other side. Every connection of HTTP is one, those of redirects too. */
    TCP_CONNECT,
    /** To give a TCP socket an address of this side. Nothing can reach it by that. Port 0 is whatever port is free. */
    TCP_BIND,
    /** To accept TCP connections; asked for the address of this side as it was given to the bind, before the socket listens. */
    TCP_LISTEN,
    /** To take a TCP connection that has come in; asked for the other side. If refused, it is closed and the guest never sees it. */
    TCP_ACCEPT,
    /**
     * To give a UDP socket an address of this side. Unless {@link #UDP_LISTEN} is permitted for it too, it receives only from
     * where it may send to.
     */
    UDP_BIND,
    /** To receive from anyone with a UDP socket, and to answer; asked for the address of this side. */
    UDP_LISTEN,
    /** To send a datagram, or to connect a UDP socket; asked for the other side. */
    UDP_SEND,
    /**
     * To look up a name: asked for the name before a server of names learns it, and again for each address that it has; the guest
     * gets those that are permitted. The port is 0.
     */
    NAME_LOOKUP
}
