"""``hoso operate``: server, schedules and worker, until Ctrl-C."""

import signal

import click

from cli.speak import say, stdout
from settings import read_settings

PREFECT_PORT = 4200


@click.command()
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=PREFECT_PORT,
    show_default=True,
    help="Cổng của máy chủ Prefect trên máy này; 0: cổng trống bất kỳ. (Port of the server.)",
)
def operate(port: int) -> None:
    """Chạy thường trực: quét thư mục nóng, nhận lô, theo dõi. (Run continuously.)

    Dừng bằng Ctrl-C; trang nào chưa xong được làm tiếp ở lần chạy sau.
    """
    from flows.operation import operation  # starts Prefect, which takes seconds

    settings = read_settings()
    # A service manager stops us with SIGTERM: let it end like Ctrl-C, in good order.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    stdout.print(say("operate.starting"))
    try:
        with operation(settings, port) as running:
            for sentence in (
                say("operate.address", address=running.address),
                say("operate.inbox", folder=str(settings.inbox.absolute())),
                say("operate.stop"),
            ):
                stdout.print(sentence)
            running.wait()
    except KeyboardInterrupt:
        stdout.print(say("operate.stopped"))
