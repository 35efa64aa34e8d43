"""Migration step m0002_second: plain operations, no import of today's tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    """Take the step."""
    op.create_table('payee_account',
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('of_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('sort_code', sa.String(length=40), nullable=False),
    sa.Column('account', sa.String(length=40), nullable=False),
    sa.Column('reference', sa.Text(), server_default='', nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_payee_account')),
    sa.UniqueConstraint('kind', 'of_id', name=op.f('uq_payee_account_kind_of_id')),
    sqlite_autoincrement=True
    )
    op.create_table('salvaged_row',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('table_name', sa.String(length=40), nullable=False),
    sa.Column('why', sa.Text(), server_default='', nullable=False),
    sa.Column('content', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_salvaged_row'))
    )
    op.create_table('today_kept',
    sa.Column('user_name', sa.String(length=200), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('mark', sa.Text(), server_default='', nullable=False),
    sa.Column('content', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('user_name', name=op.f('pk_today_kept'))
    )
    op.create_table('assistant_vehicle',
    sa.Column('assistant_id', sa.Integer(), nullable=False),
    sa.Column('since', sa.Date(), nullable=False),
    sa.Column('vehicle', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['assistant_id'], ['assistant.id'], name=op.f('fk_assistant_vehicle_assistant_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assistant_vehicle')),
    sa.UniqueConstraint('assistant_id', 'since', name=op.f('uq_assistant_vehicle_assistant_id_since')),
    sqlite_autoincrement=True
    )
    op.create_table('earlier_earnings',
    sa.Column('assistant_id', sa.Integer(), nullable=False),
    sa.Column('paid_on', sa.Date(), nullable=False),
    sa.Column('pence', sa.BigInteger(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['assistant_id'], ['assistant.id'], name=op.f('fk_earlier_earnings_assistant_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_earlier_earnings')),
    sa.UniqueConstraint('assistant_id', 'paid_on', name=op.f('uq_earlier_earnings_assistant_id_paid_on')),
    sqlite_autoincrement=True
    )
    op.create_table('employer',
    sa.Column('member_id', sa.Integer(), nullable=True),
    sa.Column('name', sa.Text(), server_default='', nullable=False),
    sa.Column('office_number', sa.Text(), server_default='', nullable=False),
    sa.Column('paye_reference', sa.Text(), server_default='', nullable=False),
    sa.Column('accounts_reference', sa.Text(), server_default='', nullable=False),
    sa.Column('cotax', sa.Text(), server_default='', nullable=False),
    sa.Column('sautr', sa.Text(), server_default='', nullable=False),
    sa.Column('sender_id', sa.Text(), server_default='', nullable=False),
    sa.Column('vendor_id', sa.Text(), server_default='', nullable=False),
    sa.Column('allowance', sa.Text(), server_default='', nullable=False),
    sa.Column('allowance_answers', sa.Text(), nullable=True),
    sa.Column('allowance_shared', sa.Boolean(), nullable=False),
    sa.Column('small_relief', sa.Text(), server_default='', nullable=False),
    sa.Column('bank_sort_code', sa.Text(), server_default='', nullable=False),
    sa.Column('bank_account', sa.Text(), server_default='', nullable=False),
    sa.Column('service_user', sa.Text(), server_default='', nullable=False),
    sa.Column('address', sa.Text(), server_default='', nullable=False),
    sa.Column('postcode', sa.Text(), server_default='', nullable=False),
    sa.Column('closed', sa.Date(), nullable=True),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_employer_member_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_employer')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('employer', schema=None, table_kwargs={'sqlite_autoincrement': True}) as batch_op:
        batch_op.create_index(batch_op.f('ix_employer_member_id'), ['member_id'], unique=False)

    op.create_table('pension_letter',
    sa.Column('assistant_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('by', sa.Text(), server_default='', nullable=False),
    sa.Column('facts', sa.Text(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['assistant_id'], ['assistant.id'], name=op.f('fk_pension_letter_assistant_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pension_letter')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('pension_letter', schema=None, table_kwargs={'sqlite_autoincrement': True}) as batch_op:
        batch_op.create_index('ix_pension_letter_assistant', ['assistant_id', 'id'], unique=False)

    op.create_table('sleep_in_awake',
    sa.Column('assistant_id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['assistant_id'], ['assistant.id'], name=op.f('fk_sleep_in_awake_assistant_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sleep_in_awake')),
    sa.UniqueConstraint('assistant_id', 'day', name=op.f('uq_sleep_in_awake_assistant_id_day')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('sleep_in_awake', schema=None, table_kwargs={'sqlite_autoincrement': True}) as batch_op:
        batch_op.create_index(batch_op.f('ix_sleep_in_awake_day'), ['day'], unique=False)

    op.create_table('absence',
    sa.Column('assistant_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('first', sa.Date(), nullable=False),
    sa.Column('last', sa.Date(), nullable=True),
    sa.Column('weekdays', sa.String(length=40), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('reason', sa.Text(), server_default='', nullable=False),
    sa.Column('self_certified', sa.Date(), nullable=True),
    sa.Column('note_from', sa.Date(), nullable=True),
    sa.Column('note_until', sa.Date(), nullable=True),
    sa.Column('event', sa.Date(), nullable=True),
    sa.Column('adoption', sa.Boolean(), nullable=False),
    sa.Column('notified', sa.Date(), nullable=True),
    sa.Column('late_accepted', sa.Boolean(), nullable=False),
    sa.Column('evidence', sa.Text(), server_default='', nullable=False),
    sa.Column('evidence_seen', sa.Date(), nullable=True),
    sa.Column('partner_declared', sa.Boolean(), nullable=False),
    sa.Column('withheld', sa.Text(), server_default='', nullable=False),
    sa.Column('employer_id', sa.Integer(), nullable=True),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['assistant_id'], ['assistant.id'], name=op.f('fk_absence_assistant_id')),
    sa.ForeignKeyConstraint(['employer_id'], ['employer.id'], name=op.f('fk_absence_employer_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_absence')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('absence', schema=None, table_kwargs={'sqlite_autoincrement': True}) as batch_op:
        batch_op.create_index('ix_absence_assistant_first', ['assistant_id', 'first'], unique=False)
        batch_op.create_index(batch_op.f('ix_absence_first'), ['first'], unique=False)

    op.create_table('attachment_order',
    sa.Column('assistant_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('reference', sa.Text(), server_default='', nullable=False),
    sa.Column('issued_by', sa.Text(), server_default='', nullable=False),
    sa.Column('received', sa.Date(), nullable=False),
    sa.Column('since', sa.Date(), nullable=False),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('ended_why', sa.Text(), server_default='', nullable=False),
    sa.Column('normal', sa.BigInteger(), nullable=False),
    sa.Column('protected', sa.BigInteger(), nullable=False),
    sa.Column('higher', sa.Boolean(), nullable=False),
    sa.Column('total', sa.BigInteger(), nullable=False),
    sa.Column('taken_before', sa.BigInteger(), nullable=False),
    sa.Column('carried', sa.BigInteger(), nullable=False),
    sa.Column('carried_protected', sa.BigInteger(), nullable=False),
    sa.Column('fee', sa.Boolean(), nullable=False),
    sa.Column('payee', sa.Text(), server_default='', nullable=False),
    sa.Column('payee_sort_code', sa.Text(), server_default='', nullable=False),
    sa.Column('payee_account', sa.Text(), server_default='', nullable=False),
    sa.Column('payee_reference', sa.Text(), server_default='', nullable=False),
    sa.Column('note', sa.Text(), server_default='', nullable=False),
    sa.Column('employer_id', sa.Integer(), nullable=True),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['assistant_id'], ['assistant.id'], name=op.f('fk_attachment_order_assistant_id')),
    sa.ForeignKeyConstraint(['employer_id'], ['employer.id'], name=op.f('fk_attachment_order_employer_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attachment_order')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('attachment_order', schema=None, table_kwargs={'sqlite_autoincrement': True}) as batch_op:
        batch_op.create_index('ix_attachment_order_assistant', ['assistant_id', 'id'], unique=False)

    op.create_table('bank_file',
    sa.Column('pay_run_id', sa.Integer(), nullable=False),
    sa.Column('layout', sa.String(length=40), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('by', sa.Text(), server_default='', nullable=False),
    sa.Column('paid', sa.Text(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['pay_run_id'], ['pay_run.id'], name=op.f('fk_bank_file_pay_run_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_bank_file')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('bank_file', schema=None, table_kwargs={'sqlite_autoincrement': True}) as batch_op:
        batch_op.create_index(batch_op.f('ix_bank_file_pay_run_id'), ['pay_run_id'], unique=False)

    op.create_table('employer_earnings',
    sa.Column('assistant_id', sa.Integer(), nullable=False),
    sa.Column('employer_id', sa.Integer(), nullable=False),
    sa.Column('paid_on', sa.Date(), nullable=False),
    sa.Column('pence', sa.BigInteger(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['assistant_id'], ['assistant.id'], name=op.f('fk_employer_earnings_assistant_id')),
    sa.ForeignKeyConstraint(['employer_id'], ['employer.id'], name=op.f('fk_employer_earnings_employer_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_employer_earnings')),
    sa.UniqueConstraint('assistant_id', 'employer_id', 'paid_on', name=op.f('uq_employer_earnings_assistant_id_employer_id_paid_on')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('employer_earnings', schema=None, table_kwargs={'sqlite_autoincrement': True}) as batch_op:
        batch_op.create_index(batch_op.f('ix_employer_earnings_employer_id'), ['employer_id'], unique=False)

    op.create_table('employment',
    sa.Column('assistant_id', sa.Integer(), nullable=False),
    sa.Column('employer_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.String(length=40), nullable=False),
    sa.Column('started', sa.Date(), nullable=True),
    sa.Column('left_on', sa.Date(), nullable=True),
    sa.Column('p45_issued', sa.Date(), nullable=True),
    sa.Column('director_since', sa.Date(), nullable=True),
    sa.Column('director_until', sa.Date(), nullable=True),
    sa.Column('director_method', sa.Text(), server_default='', nullable=False),
    sa.Column('workplace_postcode', sa.Text(), server_default='', nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['assistant_id'], ['assistant.id'], name=op.f('fk_employment_assistant_id')),
    sa.ForeignKeyConstraint(['employer_id'], ['employer.id'], name=op.f('fk_employment_employer_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_employment')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('employment', schema=None, table_kwargs={'sqlite_autoincrement': True}) as batch_op:
        batch_op.create_index(batch_op.f('ix_employment_assistant_id'), ['assistant_id'], unique=False)
        batch_op.create_index('ix_employment_employer_number', ['employer_id', 'number'], unique=False)

    op.create_table('filing',
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('employer_id', sa.Integer(), nullable=False),
    sa.Column('pay_run_id', sa.Integer(), nullable=True),
    sa.Column('tax_year', sa.String(length=40), nullable=False),
    sa.Column('tax_month', sa.Integer(), nullable=True),
    sa.Column('mark', sa.Text(), server_default='', nullable=False),
    sa.Column('mark_sent', sa.Text(), server_default='', nullable=False),
    sa.Column('late', sa.Text(), server_default='', nullable=False),
    sa.Column('test', sa.Boolean(), nullable=False),
    sa.Column('made', sa.DateTime(timezone=True), nullable=False),
    sa.Column('by', sa.Text(), server_default='', nullable=False),
    sa.Column('people', sa.Text(), nullable=False),
    sa.Column('xml', sa.Text(), server_default='', nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('correlation', sa.Text(), server_default='', nullable=False),
    sa.Column('endpoint', sa.Text(), server_default='', nullable=False),
    sa.Column('again_after', sa.Integer(), server_default='0', nullable=False),
    sa.Column('answered', sa.DateTime(timezone=True), nullable=True),
    sa.Column('words', sa.Text(), server_default='', nullable=False),
    sa.Column('answer', sa.Text(), server_default='', nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['employer_id'], ['employer.id'], name=op.f('fk_filing_employer_id')),
    sa.ForeignKeyConstraint(['pay_run_id'], ['pay_run.id'], name=op.f('fk_filing_pay_run_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_filing')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('filing', schema=None, table_kwargs={'sqlite_autoincrement': True}) as batch_op:
        batch_op.create_index(batch_op.f('ix_filing_employer_id'), ['employer_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_filing_pay_run_id'), ['pay_run_id'], unique=False)

    op.create_table('leave_adjustment',
    sa.Column('assistant_id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('why', sa.Text(), server_default='', nullable=False),
    sa.Column('employer_id', sa.Integer(), nullable=True),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['assistant_id'], ['assistant.id'], name=op.f('fk_leave_adjustment_assistant_id')),
    sa.ForeignKeyConstraint(['employer_id'], ['employer.id'], name=op.f('fk_leave_adjustment_employer_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_leave_adjustment')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('leave_adjustment', schema=None, table_kwargs={'sqlite_autoincrement': True}) as batch_op:
        batch_op.create_index(batch_op.f('ix_leave_adjustment_assistant_id'), ['assistant_id'], unique=False)

    op.create_table('pay_run_hours',
    sa.Column('pay_run_id', sa.Integer(), nullable=False),
    sa.Column('timesheet_line_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['pay_run_id'], ['pay_run.id'], name=op.f('fk_pay_run_hours_pay_run_id')),
    sa.ForeignKeyConstraint(['timesheet_line_id'], ['timesheet_line.id'], name=op.f('fk_pay_run_hours_timesheet_line_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pay_run_hours')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('pay_run_hours', schema=None, table_kwargs={'sqlite_autoincrement': True}) as batch_op:
        batch_op.create_index(batch_op.f('ix_pay_run_hours_pay_run_id'), ['pay_run_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_pay_run_hours_timesheet_line_id'), ['timesheet_line_id'], unique=False)

    op.create_table('pay_run_mark',
    sa.Column('pay_run_id', sa.Integer(), nullable=False),
    sa.Column('employer_id', sa.Integer(), nullable=True),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('by', sa.Text(), server_default='', nullable=False),
    sa.Column('note', sa.Text(), server_default='', nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['employer_id'], ['employer.id'], name=op.f('fk_pay_run_mark_employer_id')),
    sa.ForeignKeyConstraint(['pay_run_id'], ['pay_run.id'], name=op.f('fk_pay_run_mark_pay_run_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pay_run_mark')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('pay_run_mark', schema=None, table_kwargs={'sqlite_autoincrement': True}) as batch_op:
        batch_op.create_index(batch_op.f('ix_pay_run_mark_pay_run_id'), ['pay_run_id'], unique=False)

    op.create_table('pay_run_relief',
    sa.Column('pay_run_id', sa.Integer(), nullable=False),
    sa.Column('employer_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('pence', sa.BigInteger(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['employer_id'], ['employer.id'], name=op.f('fk_pay_run_relief_employer_id')),
    sa.ForeignKeyConstraint(['pay_run_id'], ['pay_run.id'], name=op.f('fk_pay_run_relief_pay_run_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pay_run_relief')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('pay_run_relief', schema=None, table_kwargs={'sqlite_autoincrement': True}) as batch_op:
        batch_op.create_index(batch_op.f('ix_pay_run_relief_employer_id'), ['employer_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_pay_run_relief_pay_run_id'), ['pay_run_id'], unique=False)

    op.create_table('pension_postponement',
    sa.Column('assistant_id', sa.Integer(), nullable=False),
    sa.Column('begins', sa.Date(), nullable=False),
    sa.Column('until', sa.Date(), nullable=False),
    sa.Column('told', sa.Date(), nullable=True),
    sa.Column('employer_id', sa.Integer(), nullable=True),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['assistant_id'], ['assistant.id'], name=op.f('fk_pension_postponement_assistant_id')),
    sa.ForeignKeyConstraint(['employer_id'], ['employer.id'], name=op.f('fk_pension_postponement_employer_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pension_postponement')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('pension_postponement', schema=None, table_kwargs={'sqlite_autoincrement': True}) as batch_op:
        batch_op.create_index(batch_op.f('ix_pension_postponement_assistant_id'), ['assistant_id'], unique=False)

    op.create_table('pension_scheme',
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('provider', sa.Text(), server_default='', nullable=False),
    sa.Column('relief', sa.String(length=40), nullable=False),
    sa.Column('basis', sa.String(length=40), nullable=False),
    sa.Column('employee_rate', sa.Integer(), nullable=False),
    sa.Column('employer_rate', sa.Integer(), nullable=False),
    sa.Column('duties_start', sa.Date(), nullable=True),
    sa.Column('automatic', sa.Boolean(), nullable=False),
    sa.Column('layout', sa.String(length=40), nullable=False),
    sa.Column('employer_reference', sa.Text(), server_default='', nullable=False),
    sa.Column('group_name', sa.Text(), server_default='', nullable=False),
    sa.Column('payment_source', sa.Text(), server_default='', nullable=False),
    sa.Column('contact', sa.Text(), server_default='', nullable=False),
    sa.Column('closed', sa.Date(), nullable=True),
    sa.Column('employer_id', sa.Integer(), nullable=True),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['employer_id'], ['employer.id'], name=op.f('fk_pension_scheme_employer_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pension_scheme')),
    sqlite_autoincrement=True
    )
    op.create_table('employment_tax',
    sa.Column('employment_id', sa.Integer(), nullable=False),
    sa.Column('since', sa.Date(), nullable=False),
    sa.Column('tax_code', sa.String(length=40), nullable=False),
    sa.Column('basis', sa.String(length=40), nullable=False),
    sa.Column('ni_letter', sa.String(length=40), nullable=False),
    sa.Column('loans', sa.Text(), server_default='', nullable=False),
    sa.Column('starter_statement', sa.Text(), server_default='', nullable=False),
    sa.Column('p45_pay', sa.BigInteger(), nullable=False),
    sa.Column('p45_tax', sa.BigInteger(), nullable=False),
    sa.Column('p45_tax_year', sa.Text(), server_default='', nullable=False),
    sa.Column('source', sa.Text(), server_default='', nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['employment_id'], ['employment.id'], name=op.f('fk_employment_tax_employment_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_employment_tax')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('employment_tax', schema=None, table_kwargs={'sqlite_autoincrement': True}) as batch_op:
        batch_op.create_index(batch_op.f('ix_employment_tax_employment_id'), ['employment_id'], unique=False)

    op.create_table('filing_complaint',
    sa.Column('filing_id', sa.Integer(), nullable=False),
    sa.Column('assistant_id', sa.Integer(), nullable=True),
    sa.Column('number', sa.String(length=40), nullable=False),
    sa.Column('kind', sa.Text(), server_default='', nullable=False),
    sa.Column('text', sa.Text(), server_default='', nullable=False),
    sa.Column('location', sa.Text(), server_default='', nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['assistant_id'], ['assistant.id'], name=op.f('fk_filing_complaint_assistant_id')),
    sa.ForeignKeyConstraint(['filing_id'], ['filing.id'], name=op.f('fk_filing_complaint_filing_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_filing_complaint')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('filing_complaint', schema=None, table_kwargs={'sqlite_autoincrement': True}) as batch_op:
        batch_op.create_index(batch_op.f('ix_filing_complaint_assistant_id'), ['assistant_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_filing_complaint_filing_id'), ['filing_id'], unique=False)

    op.create_table('ni_lapse',
    sa.Column('pay_run_id', sa.Integer(), nullable=False),
    sa.Column('employment_id', sa.Integer(), nullable=False),
    sa.Column('tax_year', sa.String(length=40), nullable=False),
    sa.Column('pence', sa.BigInteger(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['employment_id'], ['employment.id'], name=op.f('fk_ni_lapse_employment_id')),
    sa.ForeignKeyConstraint(['pay_run_id'], ['pay_run.id'], name=op.f('fk_ni_lapse_pay_run_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ni_lapse')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('ni_lapse', schema=None, table_kwargs={'sqlite_autoincrement': True}) as batch_op:
        batch_op.create_index(batch_op.f('ix_ni_lapse_employment_id'), ['employment_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_ni_lapse_pay_run_id'), ['pay_run_id'], unique=False)

    op.create_table('ni_letter_correction',
    sa.Column('employment_id', sa.Integer(), nullable=False),
    sa.Column('tax_year', sa.String(length=40), nullable=False),
    sa.Column('since', sa.Date(), nullable=False),
    sa.Column('letter', sa.String(length=40), nullable=False),
    sa.Column('reason', sa.Text(), server_default='', nullable=False),
    sa.Column('by', sa.Text(), server_default='', nullable=False),
    sa.Column('made', sa.Date(), nullable=False),
    sa.Column('pay_run_id', sa.Integer(), nullable=True),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['employment_id'], ['employment.id'], name=op.f('fk_ni_letter_correction_employment_id')),
    sa.ForeignKeyConstraint(['pay_run_id'], ['pay_run.id'], name=op.f('fk_ni_letter_correction_pay_run_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ni_letter_correction')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('ni_letter_correction', schema=None, table_kwargs={'sqlite_autoincrement': True}) as batch_op:
        batch_op.create_index(batch_op.f('ix_ni_letter_correction_employment_id'), ['employment_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_ni_letter_correction_pay_run_id'), ['pay_run_id'], unique=False)

    op.create_table('pay_override',
    sa.Column('pay_run_id', sa.Integer(), nullable=False),
    sa.Column('employment_id', sa.Integer(), nullable=False),
    sa.Column('line_key', sa.Text(), server_default='', nullable=False),
    sa.Column('pence', sa.BigInteger(), nullable=False),
    sa.Column('reason', sa.Text(), server_default='', nullable=False),
    sa.Column('by', sa.Text(), server_default='', nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['employment_id'], ['employment.id'], name=op.f('fk_pay_override_employment_id')),
    sa.ForeignKeyConstraint(['pay_run_id'], ['pay_run.id'], name=op.f('fk_pay_override_pay_run_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pay_override')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('pay_override', schema=None, table_kwargs={'sqlite_autoincrement': True}) as batch_op:
        batch_op.create_index(batch_op.f('ix_pay_override_pay_run_id'), ['pay_run_id'], unique=False)

    op.create_table('pension_duty',
    sa.Column('scheme_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('done', sa.Date(), nullable=True),
    sa.Column('reference', sa.Text(), server_default='', nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['scheme_id'], ['pension_scheme.id'], name=op.f('fk_pension_duty_scheme_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pension_duty')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('pension_duty', schema=None, table_kwargs={'sqlite_autoincrement': True}) as batch_op:
        batch_op.create_index(batch_op.f('ix_pension_duty_scheme_id'), ['scheme_id'], unique=False)

    op.create_table('order_taken',
    sa.Column('order_id', sa.Integer(), nullable=False),
    sa.Column('payslip_id', sa.Integer(), nullable=False),
    sa.Column('pay_run_id', sa.Integer(), nullable=False),
    sa.Column('paid_on', sa.Date(), nullable=False),
    sa.Column('taken', sa.BigInteger(), nullable=False),
    sa.Column('fee', sa.BigInteger(), nullable=False),
    sa.Column('carried', sa.BigInteger(), nullable=False),
    sa.Column('carried_protected', sa.BigInteger(), nullable=False),
    sa.Column('to_date', sa.BigInteger(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['order_id'], ['attachment_order.id'], name=op.f('fk_order_taken_order_id')),
    sa.ForeignKeyConstraint(['pay_run_id'], ['pay_run.id'], name=op.f('fk_order_taken_pay_run_id')),
    sa.ForeignKeyConstraint(['payslip_id'], ['payslip.id'], name=op.f('fk_order_taken_payslip_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_order_taken')),
    sa.UniqueConstraint('order_id', 'payslip_id', name=op.f('uq_order_taken_order_id_payslip_id')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('order_taken', schema=None, table_kwargs={'sqlite_autoincrement': True}) as batch_op:
        batch_op.create_index(batch_op.f('ix_order_taken_payslip_id'), ['payslip_id'], unique=False)
        batch_op.create_index('ix_order_taken_run', ['pay_run_id', 'order_id'], unique=False)

    op.create_table('pay_correction',
    sa.Column('employment_id', sa.Integer(), nullable=False),
    sa.Column('corrects_id', sa.Integer(), nullable=False),
    sa.Column('pay_run_id', sa.Integer(), nullable=True),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('label_text', sa.Text(), server_default='', nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=True),
    sa.Column('unit', sa.String(length=40), nullable=False),
    sa.Column('quantity', sa.Integer(), nullable=False),
    sa.Column('rate', sa.BigInteger(), nullable=False),
    sa.Column('pence', sa.BigInteger(), nullable=False),
    sa.Column('reason', sa.Text(), server_default='', nullable=False),
    sa.Column('by', sa.Text(), server_default='', nullable=False),
    sa.Column('made', sa.Date(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['corrects_id'], ['payslip.id'], name=op.f('fk_pay_correction_corrects_id')),
    sa.ForeignKeyConstraint(['employment_id'], ['employment.id'], name=op.f('fk_pay_correction_employment_id')),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_pay_correction_member_id')),
    sa.ForeignKeyConstraint(['pay_run_id'], ['pay_run.id'], name=op.f('fk_pay_correction_pay_run_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pay_correction')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('pay_correction', schema=None, table_kwargs={'sqlite_autoincrement': True}) as batch_op:
        batch_op.create_index(batch_op.f('ix_pay_correction_corrects_id'), ['corrects_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_pay_correction_employment_id'), ['employment_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_pay_correction_pay_run_id'), ['pay_run_id'], unique=False)

    op.create_table('pension_assessment',
    sa.Column('payslip_id', sa.Integer(), nullable=False),
    sa.Column('assistant_id', sa.Integer(), nullable=False),
    sa.Column('paid_on', sa.Date(), nullable=False),
    sa.Column('period', sa.String(length=40), nullable=False),
    sa.Column('earnings', sa.BigInteger(), nullable=False),
    sa.Column('standing', sa.String(length=40), nullable=False),
    sa.Column('enrol', sa.Boolean(), nullable=False),
    sa.Column('why', sa.Text(), server_default='', nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['assistant_id'], ['assistant.id'], name=op.f('fk_pension_assessment_assistant_id')),
    sa.ForeignKeyConstraint(['payslip_id'], ['payslip.id'], name=op.f('fk_pension_assessment_payslip_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pension_assessment')),
    sa.UniqueConstraint('payslip_id', name=op.f('uq_pension_assessment_payslip_id')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('pension_assessment', schema=None, table_kwargs={'sqlite_autoincrement': True}) as batch_op:
        batch_op.create_index('ix_pension_assessment_assistant', ['assistant_id', 'paid_on'], unique=False)

    op.create_table('pension_membership',
    sa.Column('assistant_id', sa.Integer(), nullable=False),
    sa.Column('scheme_id', sa.Integer(), nullable=False),
    sa.Column('since', sa.Date(), nullable=False),
    sa.Column('how', sa.String(length=40), nullable=False),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('ended', sa.Text(), server_default='', nullable=False),
    sa.Column('told', sa.Date(), nullable=True),
    sa.Column('employee_rate', sa.Integer(), nullable=False),
    sa.Column('employer_rate', sa.Integer(), nullable=False),
    sa.Column('member_number', sa.Text(), server_default='', nullable=False),
    sa.Column('refund_employee', sa.BigInteger(), server_default='0', nullable=False),
    sa.Column('refund_employer', sa.BigInteger(), server_default='0', nullable=False),
    sa.Column('refund_relief', sa.BigInteger(), server_default='0', nullable=False),
    sa.Column('refunded_by', sa.Integer(), nullable=True),
    sa.Column('enrolled_by', sa.Integer(), nullable=True),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['assistant_id'], ['assistant.id'], name=op.f('fk_pension_membership_assistant_id')),
    sa.ForeignKeyConstraint(['enrolled_by'], ['payslip.id'], name=op.f('fk_pension_membership_enrolled_by')),
    sa.ForeignKeyConstraint(['refunded_by'], ['payslip.id'], name=op.f('fk_pension_membership_refunded_by')),
    sa.ForeignKeyConstraint(['scheme_id'], ['pension_scheme.id'], name=op.f('fk_pension_membership_scheme_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pension_membership')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('pension_membership', schema=None, table_kwargs={'sqlite_autoincrement': True}) as batch_op:
        batch_op.create_index('ix_pension_membership_assistant', ['assistant_id', 'since'], unique=False)
        batch_op.create_index(batch_op.f('ix_pension_membership_scheme_id'), ['scheme_id'], unique=False)

    op.create_table('pension_paid',
    sa.Column('payslip_id', sa.Integer(), nullable=False),
    sa.Column('pay_run_id', sa.Integer(), nullable=False),
    sa.Column('membership_id', sa.Integer(), nullable=False),
    sa.Column('scheme_id', sa.Integer(), nullable=False),
    sa.Column('assistant_id', sa.Integer(), nullable=False),
    sa.Column('paid_on', sa.Date(), nullable=False),
    sa.Column('pensionable', sa.BigInteger(), nullable=False),
    sa.Column('base', sa.BigInteger(), nullable=False),
    sa.Column('employee', sa.BigInteger(), nullable=False),
    sa.Column('employer', sa.BigInteger(), nullable=False),
    sa.Column('relief', sa.BigInteger(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['assistant_id'], ['assistant.id'], name=op.f('fk_pension_paid_assistant_id')),
    sa.ForeignKeyConstraint(['membership_id'], ['pension_membership.id'], name=op.f('fk_pension_paid_membership_id')),
    sa.ForeignKeyConstraint(['pay_run_id'], ['pay_run.id'], name=op.f('fk_pension_paid_pay_run_id')),
    sa.ForeignKeyConstraint(['payslip_id'], ['payslip.id'], name=op.f('fk_pension_paid_payslip_id')),
    sa.ForeignKeyConstraint(['scheme_id'], ['pension_scheme.id'], name=op.f('fk_pension_paid_scheme_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pension_paid')),
    sa.UniqueConstraint('payslip_id', 'membership_id', name=op.f('uq_pension_paid_payslip_id_membership_id')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('pension_paid', schema=None, table_kwargs={'sqlite_autoincrement': True}) as batch_op:
        batch_op.create_index(batch_op.f('ix_pension_paid_membership_id'), ['membership_id'], unique=False)
        batch_op.create_index('ix_pension_paid_run', ['pay_run_id', 'scheme_id'], unique=False)

    with op.batch_alter_table('assistant_tax', schema=None, table_kwargs={'sqlite_autoincrement': True}) as batch_op:
        batch_op.add_column(sa.Column('apprentice_until', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('veteran_since', sa.Date(), nullable=True))

    with op.batch_alter_table('pay_run', schema=None, table_kwargs={'sqlite_autoincrement': True}) as batch_op:
        batch_op.add_column(sa.Column('kind', sa.String(length=40), server_default='regular', nullable=False))
        batch_op.add_column(sa.Column('replaces_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('note', sa.Text(), server_default='', nullable=False))
        batch_op.add_column(sa.Column('added', sa.Text(), nullable=True))
        batch_op.add_column(sa.Column('stands_on', sa.Text(), server_default='', nullable=False))
        batch_op.drop_constraint(batch_op.f('uq_pay_run_pay_period_id'), type_='unique')
        batch_op.create_index(batch_op.f('ix_pay_run_pay_period_id'), ['pay_period_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_pay_run_replaces_id'), 'pay_run', ['replaces_id'], ['id'])

    with op.batch_alter_table('payslip', schema=None, table_kwargs={'sqlite_autoincrement': True}) as batch_op:
        batch_op.add_column(sa.Column('orders', sa.BigInteger(), server_default='0', nullable=False))
        batch_op.add_column(sa.Column('order_fees', sa.BigInteger(), server_default='0', nullable=False))
        batch_op.add_column(sa.Column('employment_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('employer_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('number', sa.Text(), server_default='', nullable=False))
        batch_op.add_column(sa.Column('postgraduate_loan', sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column('at_lel', sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column('lel_to_pt', sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column('pt_to_uel', sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column('relief', sa.Text(), server_default='', nullable=False))
        batch_op.add_column(sa.Column('ni_relief', sa.BigInteger(), server_default='0', nullable=False))
        batch_op.add_column(sa.Column('brought', sa.BigInteger(), server_default='0', nullable=False))
        batch_op.add_column(sa.Column('leaving', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('ni_arrears', sa.BigInteger(), server_default='0', nullable=False))
        batch_op.add_column(sa.Column('ni_taken', sa.BigInteger(), server_default='0', nullable=False))
        batch_op.add_column(sa.Column('er_ni_arrears', sa.BigInteger(), server_default='0', nullable=False))
        batch_op.drop_constraint(batch_op.f('uq_payslip_pay_run_id_assistant_id'), type_='unique')
        batch_op.create_index(batch_op.f('ix_payslip_employer_id'), ['employer_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_payslip_employment_id'), ['employment_id'], unique=False)
        batch_op.create_unique_constraint(batch_op.f('uq_payslip_pay_run_id_assistant_id_employment_id'), ['pay_run_id', 'assistant_id', 'employment_id'])
        batch_op.create_foreign_key(batch_op.f('fk_payslip_employer_id'), 'employer', ['employer_id'], ['id'])
        batch_op.create_foreign_key(batch_op.f('fk_payslip_employment_id'), 'employment', ['employment_id'], ['id'])

    with op.batch_alter_table('payslip_line', schema=None, table_kwargs={'sqlite_autoincrement': True}) as batch_op:
        batch_op.add_column(sa.Column('note', sa.Text(), server_default='', nullable=False))
        batch_op.add_column(sa.Column('was', sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column('corrects_id', sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f('ix_payslip_line_corrects_id'), ['corrects_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_payslip_line_corrects_id'), 'payslip', ['corrects_id'], ['id'])
