// Package mysql is a client of MySQL and MariaDB, as far as the stand-ins need it: it logs in with mysql_native_password and sends text.
package mysql

import (
	"bufio"
	"bytes"
	"crypto/sha1"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"time"
)

// Connection is a login at a server.
type Connection struct {
	connection net.Conn
	reader     *bufio.Reader
	sequence   byte
}

// Error is what a server answers to a wrong query.
type Error struct {
	Number  uint16
	Message string
}

func (e Error) Error() string { return fmt.Sprintf("Error %d: %s", e.Number, e.Message) }

const patience = 10 * time.Second

// What the client can do: long passwords, a database at login, the protocol of version 4.1, authentication by plug-ins.
const capabilities = 0x00000001 | 0x00000008 | 0x00000200 | 0x00008000 | 0x00080000

// Connect logs in.
func Connect(address, user, password, database string) (*Connection, error) {
	socket, err := net.DialTimeout("tcp", address, patience)
	if err != nil {
		return nil, err
	}
	c := &Connection{connection: socket, reader: bufio.NewReader(socket)}
	if err := c.login(user, password, database); err != nil {
		socket.Close()
		return nil, err
	}
	return c, nil
}

// Close ends the connection.
func (c *Connection) Close() { _ = c.connection.Close() }

func (c *Connection) login(user, password, database string) error {
	_ = c.connection.SetDeadline(time.Now().Add(patience))
	greeting, err := c.read()
	if err != nil {
		return err
	}
	if err := refusal(greeting); err != nil {
		return err
	}
	end := bytes.IndexByte(greeting[1:], 0) + 2
	if end+44 > len(greeting) {
		return fmt.Errorf("a greeting of %d bytes", len(greeting))
	}
	salt := append(bytes.Clone(greeting[end+4:end+12]), greeting[end+31:end+43]...)
	answer := scramble(password, salt)

	var body bytes.Buffer
	_ = binary.Write(&body, binary.LittleEndian, uint32(capabilities))
	_ = binary.Write(&body, binary.LittleEndian, uint32(1<<24-1))
	body.WriteByte(45) // utf8mb4
	body.Write(make([]byte, 23))
	body.WriteString(user + "\x00")
	body.WriteByte(byte(len(answer)))
	body.Write(answer)
	body.WriteString(database + "\x00mysql_native_password\x00")
	if err := c.write(body.Bytes()); err != nil {
		return err
	}
	reply, err := c.read()
	if err != nil {
		return err
	}
	if reply[0] == 0xfe { // the server wants another salt, or a plug-in that this client does not have
		name, rest, _ := bytes.Cut(reply[1:], []byte{0})
		if string(name) != "mysql_native_password" {
			return fmt.Errorf("the server asks for %s", name)
		}
		if err := c.write(scramble(password, bytes.TrimRight(rest, "\x00"))); err != nil {
			return err
		}
		if reply, err = c.read(); err != nil {
			return err
		}
	}
	return refusal(reply)
}

// Ask sends a query and returns the first column of its answer.
func (c *Connection) Ask(query string) ([]string, error) {
	_ = c.connection.SetDeadline(time.Now().Add(patience))
	c.sequence = 0
	if err := c.write(append([]byte{3}, query...)); err != nil {
		return nil, err
	}
	first, err := c.read()
	if err != nil {
		return nil, err
	}
	if first[0] == 0x00 {
		return nil, nil
	}
	if err := refusal(first); err != nil {
		return nil, err
	}
	// The columns, an end, the rows, an end.
	var values []string
	for ends := 0; ends < 2; {
		packet, err := c.read()
		if err != nil {
			return nil, err
		}
		if err := refusal(packet); err != nil {
			return nil, err
		}
		if packet[0] == 0xfe && len(packet) < 9 {
			ends++
		} else if ends == 1 && packet[0] < 0xfb {
			values = append(values, string(packet[1:1+int(packet[0])]))
		}
	}
	return values, nil
}

func refusal(packet []byte) error {
	if packet[0] != 0xff {
		return nil
	}
	message := packet[3:]
	if len(message) > 6 && message[0] == '#' {
		message = message[6:]
	}
	return Error{binary.LittleEndian.Uint16(packet[1:]), string(message)}
}

func scramble(password string, salt []byte) []byte {
	if password == "" {
		return nil
	}
	once := sha1.Sum([]byte(password))
	twice := sha1.Sum(once[:])
	salted := sha1.Sum(append(bytes.Clone(salt), twice[:]...))
	for i := range salted {
		salted[i] ^= once[i]
	}
	return salted[:]
}

func (c *Connection) read() ([]byte, error) {
	var header [4]byte
	if _, err := io.ReadFull(c.reader, header[:]); err != nil {
		return nil, err
	}
	c.sequence = header[3] + 1
	packet := make([]byte, int(header[0])|int(header[1])<<8|int(header[2])<<16)
	if _, err := io.ReadFull(c.reader, packet); err != nil {
		return nil, err
	}
	if len(packet) == 0 {
		return nil, io.ErrUnexpectedEOF
	}
	return packet, nil
}

func (c *Connection) write(body []byte) error {
	size := len(body)
	header := []byte{byte(size), byte(size >> 8), byte(size >> 16), c.sequence}
	c.sequence++
	_, err := c.connection.Write(append(header, body...))
	return err
}
