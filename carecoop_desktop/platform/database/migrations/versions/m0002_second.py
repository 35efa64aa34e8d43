"""Migration step m0002_second: plain operations, no import of today's tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    """Take the step."""
    with op.batch_alter_table('pay_run', schema=None, table_kwargs={'sqlite_autoincrement': True}) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_pay_run_pay_period_id'), type_='unique')
        batch_op.create_index(batch_op.f('ix_pay_run_pay_period_id'), ['pay_period_id'], unique=False)
