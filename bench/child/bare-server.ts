/** Child of benches: the least a server can do – read the body, answer 200 with a small JSON. The limit to compare with. */
import { createServer } from 'node:http';

const [port = '0'] = process.argv.slice(2);
const answer = JSON.stringify({ data: { message_id: '63ecf43f0df7dba892e6' }, error: 0, message: 'Success' });

createServer((request, response) => {
  request.resume();
  request.once('end', () => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length });
    response.end(answer);
  });
}).listen(Number(port), '127.0.0.1', () => console.log('ready'));
